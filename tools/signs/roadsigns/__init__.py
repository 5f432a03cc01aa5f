"""Draws street scenes with road signs, and trains the detector `cfg/signs.cfg` on them."""
