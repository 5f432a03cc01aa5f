"""The classes, in the order of `cfg/signs.names`."""

CLASSES = (
    "stop",
    "yield",
    "no_entry",
    "speed_limit",
    "priority_road",
    "pedestrian_crossing",
    "traffic_light",
    "direction_arrow",
    "no_parking",
    "warning",
)

CLASS_INDEX = {name: index for index, name in enumerate(CLASSES)}
