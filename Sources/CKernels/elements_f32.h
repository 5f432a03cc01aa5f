/// What products read: floats, one in the room of each.

typedef float dk_element;

#define DK_ELEMENT_NAME(stem) DK_NAME(stem##_f32)
/// Elements in the room of a float.
#define DK_ELEMENTS_IN_ROOM 1

static inline void dk_put(dk_element *p, dk_vec v) { dk_store(p, v); }
static inline void dk_put_part(dk_element *p, dk_vec v, size_t count) {
  dk_store_part(p, v, count);
}
/// sum + a * b.
static inline dk_vec dk_accumulate(dk_vec a, dk_vec b, dk_vec sum) { return dk_madd(a, b, sum); }
