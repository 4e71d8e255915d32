// memoryview: views of other objects' memory, with formats, shapes and strides. Follows PEP 3118
// and the Library Reference, "Memory Views". memoryview.h explains why a view holds no address.

#include "object/memoryview.h"

#include "object/bytes.h"
#include "object/bytes_methods.h"
#include "object/memory_items.h"
#include "object/str.h"

namespace ts::object {

namespace {

constexpr size_t kMaxDimensions = 64;

MemoryView* as_view(Value v) { return static_cast<MemoryView*>(v.cell()); }
bool is_view(const Thread& t, Value v) {
  return is_instance_of_native(*t.vm, v, numbers::kMemoryView);
}

bool check_released(Thread& t, const MemoryView* view) {
  if (!view->released) return true;
  raise(t, numbers::kValueError, "operation forbidden on released memoryview object");
  return false;
}

size_t item_count(MemoryView* view) {
  size_t n = 1;
  for (size_t d = 0; d < view->dimensions(); d++) n *= static_cast<size_t>(view->shape()[d]);
  return n;
}

size_t byte_count(MemoryView* view) { return item_count(view) * view->item_bytes; }

bool is_contiguous(MemoryView* view) {
  intptr_t expected = view->item_bytes;
  for (size_t d = view->dimensions(); d-- > 0;) {
    if (view->shape()[d] > 1 && view->strides()[d] != expected) return false;
    expected *= view->shape()[d];
  }
  return true;
}

bool is_fortran_contiguous(MemoryView* view) {
  intptr_t expected = view->item_bytes;
  for (size_t d = 0; d < view->dimensions(); d++) {
    if (view->shape()[d] > 1 && view->strides()[d] != expected) return false;
    expected *= view->shape()[d];
  }
  return true;
}

/// Byte offset, from the view's first item, of item `flat` in C order.
intptr_t item_offset(MemoryView* view, size_t flat) {
  if (view->dimensions() == 1) return static_cast<intptr_t>(flat) * view->strides()[0];
  intptr_t offset = 0;
  for (size_t d = view->dimensions(); d-- > 0;) {
    auto length = static_cast<size_t>(view->shape()[d]);
    offset += static_cast<intptr_t>(flat % length) * view->strides()[d];
    flat /= length;
  }
  return offset;
}

/// The memory of a view while a native function looks at it.
class Access {
 public:
  explicit Access(Thread& t) : scope_(t), thread_(t) {}

  /// False with ValueError (released) or BufferError (the owner has shrunk).
  bool open(MemoryView* view, bool writable = false) {
    if (!check_released(thread_, view)) return false;
    size_t size;
    if (is_exact(view->owner, numbers::kBytes)) {
      auto* b = static_cast<Bytes*>(view->owner.cell());
      first_ = b->data();
      size = b->length;
    } else {
      if (!(writable ? scope_.get_writable(view->owner) : scope_.get(view->owner))) return false;
      first_ = scope_->data;
      size = scope_->bytes;
    }
    if (item_count(view) != 0 && !fits(view, size)) {
      raise(thread_, numbers::kBufferError,
            "memoryview: the size of the underlying object has changed");
      return false;
    }
    first_ += view->offset;
    return true;
  }
  uint8_t* first() const { return first_; }

 private:
  static bool fits(MemoryView* view, size_t size) {
    intptr_t low = view->offset, high = view->offset;
    for (size_t d = 0; d < view->dimensions(); d++) {
      intptr_t reach = (view->shape()[d] - 1) * view->strides()[d];
      (reach < 0 ? low : high) += reach;
    }
    return low >= 0 && static_cast<size_t>(high) + view->item_bytes <= size;
  }

  BufferScope scope_;
  Thread& thread_;
  uint8_t* first_ = nullptr;
};

// --- making views

/// The live, unreleased view that an entry of ByteArrayObject::views refers to, or nullptr.
MemoryView* entry_view(Value entry) {
  if (!entry) return nullptr;
  auto* view = static_cast<MemoryView*>(static_cast<WeakRef*>(entry.cell())->target);
  return view && !view->released ? view : nullptr;
}

WeakRef* make_weak_entry(Thread& t, MemoryView* view) {
  auto* entry = heap::allocate<WeakRef>(t, numbers::kWeakRef);
  if (!entry) return nullptr;
  entry->target = view;
  entry->next = static_cast<WeakRef*>(t.vm->weak_references);
  t.vm->weak_references = entry;
  return entry;
}

/// Lets the bytearray that `view` looks at know of it.
bool enter_view(Thread& t, MemoryView* view) {
  if (!is_bytearray(t, view->owner)) return true;
  auto* a = static_cast<ByteArrayObject*>(view->owner.cell());
  WeakRef* reference = make_weak_entry(t, view);
  if (!reference) return false;
  auto* list = a->views ? static_cast<ValueArray*>(a->views.cell()) : nullptr;
  size_t capacity = list ? list->capacity : 0;
  for (size_t i = 0; i < capacity; i++) {
    if (entry_view(list->items[i])) continue;
    list->items[i] = Value(reference);
    return true;
  }
  size_t larger = capacity ? capacity * 2 : 2;
  auto* fresh = heap::allocate<ValueArray>(t, numbers::kValueArray, larger * sizeof(Value));
  if (!fresh) return false;
  fresh->capacity = larger;
  for (size_t i = 0; i < capacity; i++) fresh->items[i] = list->items[i];
  fresh->items[capacity] = Value(reference);
  a->views = Value(fresh);
  return true;
}

MemoryView* allocate_view(Thread& t, size_t dimensions) {
  auto* view =
      heap::allocate<MemoryView>(t, numbers::kMemoryView, 2 * dimensions * sizeof(intptr_t));
  if (view) view->extents = static_cast<uint32_t>(2 * dimensions);
  return view;
}

/// A view of the same memory with `dimensions` dimensions, whose shape and strides the caller sets.
MemoryView* derive(Thread& t, MemoryView* from, size_t dimensions) {
  MemoryView* view = allocate_view(t, dimensions);
  if (!view) return nullptr;
  view->item_bytes = from->item_bytes;
  view->offset = from->offset;
  std::memcpy(view->format, from->format, sizeof(view->format));
  view->readonly = from->readonly;
  view->owner = from->owner;
  view->object = from->object;
  return enter_view(t, view) ? view : nullptr;
}

MemoryView* copy_view(Thread& t, MemoryView* from) {
  if (!check_released(t, from)) return nullptr;
  MemoryView* view = derive(t, from, from->dimensions());
  if (view) std::memcpy(view->shape(), from->shape(), from->extents * sizeof(intptr_t));
  return view;
}

/// memoryview(object).
MemoryView* make_view(Thread& t, Value object) {
  if (is_view(t, object)) return copy_view(t, as_view(object));
  if (!has_buffer(t, object)) {
    raise(t, numbers::kTypeError, "memoryview: a bytes-like object is required, not '{}'",
          TypeOf{object});
    return nullptr;
  }
  BufferScope buffer(t);
  if (!buffer.get(object)) return nullptr;
  if (is_view(t, buffer->owner)) {  // made for this call by the object's __buffer__
    as_view(buffer->owner)->temporary = 0;
    return as_view(buffer->owner);
  }
  MemoryView* view = allocate_view(t, 1);
  if (!view) return nullptr;
  view->item_bytes = buffer->item_bytes;
  size_t length = std::strlen(buffer->format);
  std::memcpy(view->format, buffer->format,
              length < sizeof(view->format) ? length : sizeof(view->format) - 1);
  view->readonly = buffer->readonly;
  view->owner = view->object = object;
  view->shape()[0] = static_cast<intptr_t>(buffer->bytes / buffer->item_bytes);
  view->strides()[0] = buffer->item_bytes;
  return enter_view(t, view) ? view : nullptr;
}

/// The items in C order as bytes.
Value to_bytes(Thread& t, MemoryView* view) {
  Access memory(t);
  if (!memory.open(view)) return {};
  size_t n = item_count(view), size = view->item_bytes;
  if (is_contiguous(view)) return make_bytes(t, n ? memory.first() : nullptr, n * size);
  Bytes* result = TS_TRY(allocate_bytes(t, n * size));
  for (size_t i = 0; i < n; i++) {
    std::memcpy(result->data() + i * size, memory.first() + item_offset(view, i), size);
  }
  return Value(result);
}

/// Calls the object's __release_buffer__ for a view that its __buffer__ gave.
bool release_exported(Thread& t, MemoryView* view) {
  Value exported = std::exchange(view->exported, Value()), object = view->object;
  view->released = 1;
  view->owner = view->object = kNone;
  return !exported || call_special(t, object, TS_NAME(__release_buffer__), {exported});
}

// inspect.BufferFlags
constexpr intptr_t kWritable = 1, kFullReadOnly = 284, kFull = 285;

}  // namespace

Value make_memory_view(Thread& t, Value object) { return Value(make_view(t, object)); }

Value make_exported_view(Thread& t, Value object, bool writable) {
  Value exported = TS_TRY(call_special(t, object, TS_NAME(__buffer__),
                                       {Value::from_int(writable ? kFull : kFullReadOnly)}));
  if (!is_view(t, exported))
    return raise(t, numbers::kTypeError, "__buffer__ returned non-memoryview object");
  MemoryView* view = TS_TRY(copy_view(t, as_view(exported)));
  view->object = object;
  view->exported = exported;
  view->temporary = 1;
  return Value(view);
}

bool has_live_views(Thread& t, ByteArrayObject* a) {
  for (bool collected = false;; collected = true) {
    auto* list = a->views ? static_cast<ValueArray*>(a->views.cell()) : nullptr;
    bool live = false;
    for (size_t i = 0; list && i < list->capacity; i++) {
      live |= entry_view(list->items[i]) != nullptr;
    }
    if (!live) a->views = Value();
    if (!live || collected) return live;
    t.vm->heap.collect(t, heap::Heap::Mode::kPlain);
  }
}

// --- items
// and slices

namespace {

/// Index `key` of dimension `d`, as a byte offset. False: exception pending.
bool index_offset(Thread& t, MemoryView* view, size_t d, Value key, intptr_t& offset) {
  intptr_t i;
  if (!to_index(t, key, i)) return false;
  intptr_t length = view->shape()[d];
  if (i < 0) i += length;
  if (i < 0 || i >= length) {
    raise(t, numbers::kIndexError, "index out of bounds on dimension {}", d + 1);
    return false;
  }
  offset += i * view->strides()[d];
  return true;
}

enum class KeyKind : uint8_t { kFailed, kItem, kSlice, kWhole };

/// Finds out what a subscript means; for an item, its offset.
KeyKind resolve_key(Thread& t, MemoryView* view, Value key, intptr_t& offset) {
  size_t dimensions = view->dimensions();
  offset = 0;
  auto fail = [](Value) { return KeyKind::kFailed; };
  if (!key.is_small_int() && is_instance_of_native(*t.vm, key, numbers::kTuple)) {
    auto* tuple = static_cast<Tuple*>(key.cell());
    bool indexes = true, slices = tuple->length > 0;
    for (Value v : tuple->span()) {
      indexes &= has_index(t, v);
      slices &= is_slice(v);
    }
    if (slices)
      return fail(
          raise(t, numbers::kNotImplementedError, "multi-dimensional slicing is not implemented"));
    if (!indexes) return fail(raise(t, numbers::kTypeError, "memoryview: invalid slice key"));
    if (tuple->length > dimensions) {
      return fail(raise(t, numbers::kTypeError,
                        "cannot index {}-dimension view with {}-element tuple", dimensions,
                        tuple->length));
    }
    if (tuple->length < dimensions) {
      return fail(raise(t, numbers::kNotImplementedError, "sub-views are not implemented"));
    }
    for (size_t d = 0; d < dimensions; d++) {
      if (!index_offset(t, view, d, tuple->items()[d], offset)) return KeyKind::kFailed;
    }
    return KeyKind::kItem;
  }
  if (dimensions == 0) {
    if (key == kEllipsis) return KeyKind::kWhole;
    return fail(raise(t, numbers::kTypeError, "invalid indexing of 0-dim memory"));
  }
  if (has_index(t, key)) {
    if (dimensions > 1) {
      return fail(raise(t, numbers::kNotImplementedError,
                        "multi-dimensional sub-views are not implemented"));
    }
    return index_offset(t, view, 0, key, offset) ? KeyKind::kItem : KeyKind::kFailed;
  }
  if (is_slice(key)) return KeyKind::kSlice;
  return fail(raise(t, numbers::kTypeError, "memoryview: invalid slice key"));
}

MemoryView* slice_view(Thread& t, MemoryView* view, Value key) {
  SliceRange range;
  if (!resolve_slice(t, key, static_cast<size_t>(view->shape()[0]), range)) return nullptr;
  MemoryView* part = copy_view(t, view);
  if (!part) return nullptr;
  part->offset += range.start * view->strides()[0];
  part->shape()[0] = static_cast<intptr_t>(range.count);
  part->strides()[0] = view->strides()[0] * range.step;
  return part;
}

Value slot_get_item(Thread& t, Value self, Value key) {
  MemoryView* view = as_view(self);
  intptr_t offset;
  if (!check_released(t, view)) return {};
  switch (resolve_key(t, view, key, offset)) {
    case KeyKind::kFailed:
      return {};
    case KeyKind::kWhole:
      return self;
    case KeyKind::kSlice:
      return Value(slice_view(t, view, key));
    default:
      break;
  }
  Access memory(t);
  return memory.open(view) ? unpack_item(t, item_code(view->format), memory.first() + offset)
                           : Value();
}

/// Whether two views have the same format and shape (slice assignment).
bool same_structure(MemoryView* a, MemoryView* b) {
  if (item_code(a->format) != item_code(b->format) || a->item_bytes != b->item_bytes ||
      a->extents != b->extents) {
    return false;
  }
  return std::memcmp(a->shape(), b->shape(), a->dimensions() * sizeof(intptr_t)) == 0;
}

bool assign_slice(Thread& t, MemoryView* view, Value key, Value value) {
  if (view->dimensions() != 1) {
    raise(t, numbers::kNotImplementedError,
          "memoryview slice assignments are currently restricted to ndim = 1");
    return false;
  }
  if (!has_buffer(t, value)) {
    raise(t, numbers::kTypeError, "a bytes-like object is required, not '{}'", TypeOf{value});
    return false;
  }
  MemoryView* source = TS_TRY(make_view(t, value));
  MemoryView* target = TS_TRY(slice_view(t, view, key));
  if (!same_structure(target, source)) {
    raise(t, numbers::kValueError,
          "memoryview assignment: lvalue and rvalue have different structures");
    return false;
  }
  Access memory(t);
  Value data = TS_TRY(to_bytes(t, source));  // the two may overlap
  if (!memory.open(target, true)) return false;
  const uint8_t* bytes = static_cast<Bytes*>(data.cell())->data();
  size_t n = item_count(target), size = target->item_bytes;
  for (size_t i = 0; i < n; i++)
    std::memcpy(memory.first() + item_offset(target, i), bytes + i * size, size);
  return true;
}

bool slot_set_item(Thread& t, Value self, Value key, Value value) {
  MemoryView* view = as_view(self);
  if (!check_released(t, view)) return false;
  if (view->readonly) return raise(t, numbers::kTypeError, "cannot modify read-only memory"), false;
  if (!value) return raise(t, numbers::kTypeError, "cannot delete memory"), false;
  intptr_t offset;
  KeyKind kind = resolve_key(t, view, key, offset);
  if (kind == KeyKind::kFailed) return false;
  if (kind == KeyKind::kSlice) return assign_slice(t, view, key, value);
  PackedItem item;
  if (!pack_item(t, item_code(view->format), value, item))
    return false;  // may run Python: look the memory up after it
  Access memory(t);
  if (!memory.open(view, true)) return false;
  std::memcpy(memory.first() + offset, item.bytes, view->item_bytes);
  return true;
}

// --- slots

Value slot_repr(Thread& t, Value self) {
  StrBuilder out(t);
  auto address = reinterpret_cast<uintptr_t>(self.cell());
  self.cell()->set(heap::kFlagIdPinned);
  char hex[2 * sizeof(address)];
  size_t n = sizeof(hex);
  do {
    hex[--n] = "0123456789abcdef"[address & 15];
  } while (address >>= 4);
  if (!out.append(as_view(self)->released ? "<released memory at 0x" : "<memory at 0x") ||
      !out.append({hex + n, sizeof(hex) - n}) || !out.append(">")) {
    return {};
  }
  return out.finish();
}

bool slot_hash(Thread& t, Value self, intptr_t& out) {
  MemoryView* view = as_view(self);
  if (!view->hashed) {
    if (!check_released(t, view)) return false;
    if (!view->readonly) {
      raise(t, numbers::kValueError, "cannot hash writable memoryview object");
      return false;
    }
    if (!is_byte_code(item_code(view->format))) {
      raise(t, numbers::kValueError,
            "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
      return false;
    }
    Value data = TS_TRY(to_bytes(t, view));
    intptr_t hash_value;
    if (!hash(t, data, hash_value)) return false;
    view->hash = static_cast<uint32_t>(hash_value);
    view->hashed = 1;
  }
  out = static_cast<intptr_t>(view->hash);
  return true;
}

/// 1, 0, -1: exception pending. Views are equal when their shapes and all items are.
int equal_views(Thread& t, MemoryView* a, MemoryView* b) {
  if (a->extents != b->extents) return 0;
  if (std::memcmp(a->shape(), b->shape(), a->dimensions() * sizeof(intptr_t)) != 0) return 0;
  Access x(t), y(t);
  if (!x.open(a) || !y.open(b)) return -1;
  size_t n = item_count(a);
  char code = item_code(a->format), other = item_code(b->format);
  if (!is_known_code(code) || !is_known_code(other)) return 0;
  if (code == other && compares_as_bytes(code) && is_contiguous(a) && is_contiguous(b)) {
    return n == 0 || std::memcmp(x.first(), y.first(), n * a->item_bytes) == 0;
  }
  for (size_t i = 0; i < n; i++) {
    if (t.poll.load(std::memory_order_relaxed) && !poll(t)) return -1;
    Value left = unpack_item(t, code, x.first() + item_offset(a, i));
    Value right = left ? unpack_item(t, other, y.first() + item_offset(b, i)) : Value();
    if (!right) return -1;
    int same = compare_truth(t, left, right, CompareOp::kEq);
    if (same <= 0) return same;
  }
  return 1;
}

Value slot_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (op != CompareOp::kEq && op != CompareOp::kNe) return kNotImplemented;
  if (!is_view(t, a)) std::swap(a, b);
  if (!is_view(t, b) && !has_buffer(t, b)) return kNotImplemented;
  bool same = a == b;
  if (!same && !as_view(a)->released && !(is_view(t, b) && as_view(b)->released)) {
    MemoryView* other = is_view(t, b) ? as_view(b) : TS_TRY(make_view(t, b));
    same = TS_TRY_INT(equal_views(t, as_view(a), other));
  }
  return Value::from_bool(same == (op == CompareOp::kEq));
}

intptr_t slot_len(Thread& t, Value self) {
  MemoryView* view = as_view(self);
  if (!check_released(t, view)) return -1;
  if (view->dimensions() == 0)
    return raise(t, numbers::kTypeError, "0-dim memory has no length"), -1;
  return view->shape()[0];
}

Value slot_iter(Thread& t, Value self) {
  MemoryView* view = as_view(self);
  if (!check_released(t, view)) return {};
  if (view->dimensions() != 1) {
    return view->dimensions() == 0
               ? raise(t, numbers::kTypeError, "invalid indexing of 0-dim memory")
               : raise(t, numbers::kNotImplementedError,
                       "multi-dimensional sub-views are not implemented");
  }
  return make_iterator(t, numbers::kMemoryViewIterator, self);
}

bool slot_buffer(Thread& t, Value self, Buffer& out, bool writable) {
  MemoryView* view = as_view(self);
  if (!check_released(t, view)) return false;
  if (writable && view->readonly) {
    raise(t, numbers::kTypeError, "a read-write bytes-like object is required, not '{}'",
          TypeOf{self});
    return false;
  }
  out.format = view->format;
  out.item_bytes = view->item_bytes;
  out.readonly = view->readonly;
  out.bytes = byte_count(view);
  if (!is_contiguous(view)) {  // readers get a copy
    if (writable) {
      raise(t, numbers::kBufferError, "memoryview: underlying buffer is not C-contiguous");
      return false;
    }
    out.owner = TS_TRY(to_bytes(t, view));
    out.data = static_cast<Bytes*>(out.owner.cell())->data();
    return true;
  }
  Access memory(t);
  if (!memory.open(view, writable)) return false;
  out.data = memory.first();
  out.owner = self;
  view->exports++;
  return true;
}

void slot_release_buffer(Thread& t, Value self) {
  MemoryView* view = as_view(self);
  if (view->exports) view->exports--;
  if (view->exports || !view->temporary) return;
  Value pending = std::exchange(
      t.pending, Value());  // there may be one already: a buffer is released in any case
  if (!release_exported(t, view)) take_pending(t);
  t.pending = pending;
}

Value slot_construct(Thread& t, Value, const Arguments& arguments) {
  static constexpr const Str* kNames[] = {TS_NAME(object)};
  Value object;
  if (!take_arguments(t, arguments, "memoryview", kNames, 1, &object)) return {};
  return Value(make_view(t, object));
}

constexpr Slots kMemoryViewSlots{
    .repr = slot_repr,
    .hash = slot_hash,
    .compare = slot_compare,
    .len = slot_len,
    .get_item = slot_get_item,
    .set_item = slot_set_item,
    .iter = slot_iter,
    .buffer = slot_buffer,
    .release_buffer = slot_release_buffer,
    .construct = slot_construct,
};

// --- methods

Value view_tobytes(Thread& t, MemoryView* self, Value order) {
  if (order && !order.is_none()) {
    if (!is_str_like(t, order)) {
      return raise(t, numbers::kTypeError, "tobytes() argument 'order' must be str or None, not {}",
                   TypeOf{order});
    }
    std::string_view text = as_str(order)->view();
    if (text != "C" && text != "F" && text != "A") {
      return raise(t, numbers::kValueError, "order must be 'C', 'F' or 'A'");
    }
    if (text == "F" && self->dimensions() > 1) {
      return raise(t, numbers::kNotImplementedError, "tobytes() in Fortran order");
    }
  }
  return to_bytes(t, self);
}

/// Items from dimension `d` on, nested lists.
Value nested_list(Thread& t, MemoryView* view, const uint8_t* at, size_t d) {
  if (!check_stack(t)) return {};
  char code = item_code(view->format);
  if (d == view->dimensions()) return unpack_item(t, code, at);
  List* list = TS_TRY(make_list(t, static_cast<size_t>(view->shape()[d])));
  for (intptr_t i = 0; i < view->shape()[d]; i++, at += view->strides()[d]) {
    TS_POLL(t);
    Value v =
        d + 1 == view->dimensions() ? unpack_item(t, code, at) : nested_list(t, view, at, d + 1);
    if (!v || !list_append(t, list, v)) return {};
  }
  return Value(list);
}

Value view_tolist(Thread& t, MemoryView* self) {
  Access memory(t);
  return memory.open(self) ? nested_list(t, self, memory.first(), 0) : Value();
}

Value view_hex(Thread& t, MemoryView* self, Value sep, Value bytes_per_sep) {
  Value data = TS_TRY(to_bytes(t, self));
  auto* bytes = static_cast<Bytes*>(data.cell());
  return hex_text(t, {reinterpret_cast<char*>(bytes->data()), bytes->length}, sep, bytes_per_sep);
}

Value view_toreadonly(Thread& t, MemoryView* self) {
  MemoryView* view = TS_TRY(copy_view(t, self));
  view->readonly = 1;
  return Value(view);
}

Value view_release(Thread& t, MemoryView* self) {
  if (self->exports) {
    return raise(t, numbers::kBufferError, "memoryview has {} exported buffer{}", self->exports,
                 self->exports == 1 ? "" : "s");
  }
  if (self->released) return kNone;
  return release_exported(t, self) ? kNone : Value();
}

/// memoryview.__buffer__, PEP 688.
Value view_buffer(Thread& t, MemoryView* self, intptr_t flags) {
  if (flags & kWritable && self->readonly) {
    return raise(t, numbers::kBufferError, "memoryview: underlying buffer is not writable");
  }
  return make_memory_view(t, Value(self));
}

Value view_release_buffer(Thread& t, MemoryView*, MemoryView* buffer) {
  return view_release(t, buffer);
}

Value view_enter(Thread& t, MemoryView* self) {
  return check_released(t, self) ? Value(self) : Value();
}

Value view_exit(Thread& t, MemoryView* self, Args) { return view_release(t, self); }

/// Takes the shape given to cast(). False: exception pending.
bool take_shape(Thread& t, Value shape, MemoryView*& view, MemoryView* self, size_t bytes,
                size_t item_bytes) {
  bool list = is_instance_of_native(*t.vm, shape, numbers::kList);
  if (!list && !is_instance_of_native(*t.vm, shape, numbers::kTuple)) {
    raise(t, numbers::kTypeError, "shape must be a list or a tuple");
    return false;
  }
  size_t dimensions = items_of(shape).size();
  if (dimensions > kMaxDimensions) {
    raise(t, numbers::kValueError, "memoryview: number of dimensions must not exceed 64");
    return false;
  }
  if (self->dimensions() != 1 && dimensions != 1) {
    raise(t, numbers::kTypeError, "memoryview: cast must be 1D -> ND or ND -> 1D");
    return false;
  }
  view = derive(t, self, dimensions);
  if (!view) return false;
  size_t total = item_bytes;
  for (size_t d = 0; d < dimensions; d++) {
    Value length = items_of(shape)[d];
    if (!length.is_small_int()) {
      raise(t, numbers::kTypeError, "memoryview.cast(): elements of shape must be integers");
      return false;
    }
    if (length.small_int() <= 0) {
      raise(t, numbers::kValueError, "memoryview.cast(): elements of shape must be integers > 0");
      return false;
    }
    view->shape()[d] = length.small_int();
    if (__builtin_mul_overflow(total, static_cast<size_t>(length.small_int()), &total))
      total = SIZE_MAX;
  }
  if (total == bytes) return true;
  raise(t, numbers::kTypeError, "memoryview: product(shape) * itemsize != buffer size");
  return false;
}

Value view_cast(Thread& t, MemoryView* self, Str* format, Value shape) {
  if (!check_released(t, self)) return {};
  if (!is_contiguous(self)) {
    return raise(t, numbers::kTypeError, "memoryview: casts are restricted to C-contiguous views");
  }
  std::string_view text = format->view();
  bool short_enough = text.size() == 1 || (text.size() == 2 && text[0] == '@');
  char code = short_enough ? text[text.size() - 1] : 0;
  if (!is_known_code(code)) {
    return raise(t, numbers::kValueError,
                 "memoryview: destination format must be a native single character format prefixed "
                 "with an optional "
                 "'@'");
  }
  if (!is_byte_code(code) && !is_byte_code(item_code(self->format))) {
    return raise(t, numbers::kTypeError, "memoryview: cannot cast between two non-byte formats");
  }
  size_t bytes = byte_count(self), item_bytes = code_bytes(code);
  if (bytes % item_bytes)
    return raise(t, numbers::kTypeError, "memoryview: length is not a multiple of itemsize");
  MemoryView* view = nullptr;
  if (shape && !shape.is_none()) {
    if (!take_shape(t, shape, view, self, bytes, item_bytes)) return {};
  } else {
    view = TS_TRY(derive(t, self, 1));
    view->shape()[0] = static_cast<intptr_t>(bytes / item_bytes);
  }
  view->item_bytes = static_cast<uint32_t>(item_bytes);
  std::memset(view->format, 0, sizeof(view->format));
  std::memcpy(view->format, text.data(), text.size());
  auto stride = static_cast<intptr_t>(item_bytes);
  for (size_t d = view->dimensions(); d-- > 0;) {
    view->strides()[d] = stride;
    stride *= view->shape()[d];
  }
  return Value(view);
}

/// Position of an equal item from `from` to `to`, -1: none, -2: exception pending. `count`: counts
/// all instead.
intptr_t search(Thread& t, MemoryView* view, Value item, intptr_t from, intptr_t to, bool count) {
  intptr_t found = 0;
  for (intptr_t i = from; i < to; i++) {
    if (t.poll.load(std::memory_order_relaxed) && !poll(t)) return -2;
    Access memory(t);
    if (!memory.open(view)) return -2;
    Value v = unpack_item(t, item_code(view->format), memory.first() + i * view->strides()[0]);
    int same = v ? equal(t, v, item) : -1;
    if (same < 0) return -2;
    if (same && !count) return i;
    found += same;
  }
  return count ? found : -1;
}

bool check_one_dimension(Thread& t, MemoryView* view) {
  if (!check_released(t, view)) return false;
  if (view->dimensions() == 1) return true;
  raise(t, view->dimensions() ? numbers::kNotImplementedError : numbers::kTypeError,
        view->dimensions() ? "multi-dimensional sub-views are not implemented"
                           : "invalid indexing of 0-dim memory");
  return false;
}

Value view_count(Thread& t, MemoryView* self, Value value) {
  if (!check_one_dimension(t, self)) return {};
  intptr_t n = search(t, self, value, 0, self->shape()[0], true);
  return n == -2 ? Value() : Value::from_int(n);
}

Value view_index(Thread& t, MemoryView* self, Value value, Value start, Value stop) {
  if (!check_one_dimension(t, self)) return {};
  intptr_t from, to, length = self->shape()[0];
  if (!clamped_bound(t, start, length, 0, from) || !clamped_bound(t, stop, length, length, to))
    return {};
  intptr_t n = search(t, self, value, from, to, false);
  if (n == -1) return raise(t, numbers::kValueError, "memoryview.index(x): x not found");
  return n == -2 ? Value() : Value::from_int(n);
}

// --- attributes

Value tuple_of(Thread& t, const intptr_t* numbers, size_t n) {
  Tuple* tuple = TS_TRY(allocate_tuple(t, n));
  for (size_t i = 0; i < n; i++) tuple->items()[i] = Value::from_int(numbers[i]);
  return Value(tuple);
}

#define GETTER(name, expression)             \
  Value get_##name(Thread& t, Value self) {  \
    MemoryView* view = as_view(self);        \
    if (!check_released(t, view)) return {}; \
    return expression;                       \
  }
GETTER(obj, view->object)
GETTER(nbytes, Value::from_int(static_cast<intptr_t>(byte_count(view))))
GETTER(readonly, Value::from_bool(view->readonly))
GETTER(itemsize, Value::from_int(static_cast<intptr_t>(view->item_bytes)))
GETTER(format, make_str(t, view->format))
GETTER(ndim, Value::from_int(static_cast<intptr_t>(view->dimensions())))
GETTER(shape, tuple_of(t, view->shape(), view->dimensions()))
GETTER(strides, tuple_of(t, view->strides(), view->dimensions()))
GETTER(suboffsets, tuple_of(t, nullptr, 0))
GETTER(c_contiguous, Value::from_bool(is_contiguous(view)))
GETTER(f_contiguous, Value::from_bool(is_fortran_contiguous(view)))
GETTER(contiguous, Value::from_bool(is_contiguous(view) || is_fortran_contiguous(view)))
#undef GETTER

constexpr TypeNumber T = numbers::kMemoryView;

const GetSet kMemoryViewGetSets[] = {
    TS_GETSET(T, get_obj, nullptr, TS_NAME(obj), "The underlying object of the memoryview."),
    TS_GETSET(
        T, get_nbytes, nullptr, TS_NAME(nbytes),
        "The amount of space in bytes that the array would use in a contiguous representation."),
    TS_GETSET(T, get_readonly, nullptr, TS_NAME(readonly),
              "A bool indicating whether the memory is read only."),
    TS_GETSET(T, get_itemsize, nullptr, TS_NAME(itemsize),
              "The size in bytes of each element of the memoryview."),
    TS_GETSET(T, get_format, nullptr, TS_NAME(format),
              "A string containing the format for each element."),
    TS_GETSET(T, get_ndim, nullptr, TS_NAME(ndim),
              "An integer indicating how many dimensions the memory represents."),
    TS_GETSET(T, get_shape, nullptr, TS_NAME(shape),
              "A tuple of ndim integers giving the shape of the memory."),
    TS_GETSET(T, get_strides, nullptr, TS_NAME(strides),
              "A tuple of ndim integers giving the size in bytes to access each element for each "
              "dimension."),
    TS_GETSET(T, get_suboffsets, nullptr, TS_NAME(suboffsets),
              "A tuple of integers used internally."),
    TS_GETSET(T, get_c_contiguous, nullptr, TS_NAME(c_contiguous),
              "A bool: the memory is C contiguous."),
    TS_GETSET(T, get_f_contiguous, nullptr, TS_NAME(f_contiguous),
              "A bool: the memory is Fortran contiguous."),
    TS_GETSET(T, get_contiguous, nullptr, TS_NAME(contiguous), "A bool: the memory is contiguous."),
};

const Native kMemoryViewNatives[] = {
    TS_METHOD(T, view_buffer, TS_NAME(__buffer__), "self, flags, /",
              "Return a buffer object that exposes the underlying memory of the object."),
    TS_METHOD(T, view_release_buffer, TS_NAME(__release_buffer__), "self, buffer, /",
              "Release the buffer object that exposes the underlying memory of the object."),
    TS_METHOD(T, view_cast, TS_NAME(cast), "self, /, format, shape=None",
              "Cast a memoryview to a new format or shape."),
    TS_METHOD(T, view_count, TS_NAME(count), "self, value, /",
              "Count the number of occurrences of a value."),
    TS_METHOD(T, view_enter, TS_NAME(__enter__), "self, /", nullptr),
    TS_METHOD(T, view_exit, TS_NAME(__exit__), "self, /, *args", "Release the underlying buffer."),
    TS_METHOD(T, view_hex, TS_NAME(hex), "self, /, sep=None, bytes_per_sep=1",
              "Return the data in the buffer as a str of hexadecimal numbers."),
    TS_METHOD(T, view_index, TS_NAME(index), "self, value, start=0, stop=None, /",
              "Return the index of the first occurrence of a value."),
    TS_METHOD(T, view_release, TS_NAME(release), "self, /",
              "Release the underlying buffer exposed by the memoryview object."),
    TS_METHOD(T, view_tobytes, TS_NAME(tobytes), "self, /, order='C'",
              "Return the data in the buffer as a byte string."),
    TS_METHOD(T, view_tolist, TS_NAME(tolist), "self, /",
              "Return the data in the buffer as a list of elements."),
    TS_METHOD(T, view_toreadonly, TS_NAME(toreadonly), "self, /",
              "Return a readonly version of the memoryview."),
};

const Attributes kMemoryViewAttributes{
    kMemoryViewNatives,
    kMemoryViewGetSets,
    {},
    "Create a new memoryview object which references the given object."};

constexpr uint8_t kOwnerWord = sizeof(MemoryView) / sizeof(void*) - 3;

// --- iterator

Value iterator_next(Thread& t, Value self) {
  auto* it = static_cast<Iterator*>(self.cell());
  if (!it->source) return kStop;
  MemoryView* view = as_view(it->source);
  if (!check_released(t, view)) return {};
  if (it->index >= view->shape()[0]) {
    it->source = Value();
    return kStop;
  }
  Access memory(t);
  if (!memory.open(view)) return {};
  return unpack_item(t, item_code(view->format), memory.first() + view->strides()[0] * it->index++);
}

constexpr Slots kIteratorSlots{.iter = iter_self, .next = iterator_next};
const Attributes kIteratorAttributes{};

}  // namespace

extern constinit const Type kMemoryViewType =
    bind::make_type(numbers::kMemoryView, TS_NAME(memoryview), &kObjectType, &kMemoryViewSlots,
                    &kMemoryViewAttributes,
                    Layout{.fixed_bytes = sizeof(MemoryView),
                           .element_bytes = sizeof(intptr_t),
                           .first = kOwnerWord,
                           .last = kOwnerWord + 3},
                    bind::kTypeGeneric | bind::kTypeSequencePattern);

extern constinit const Type kMemoryViewIteratorType = bind::make_type(
    numbers::kMemoryViewIterator, TS_NAME(memory_iterator), &kObjectType, &kIteratorSlots,
    &kIteratorAttributes, kIteratorLayout, bind::kTypeNoWeakReferences);

}  // namespace ts::object
