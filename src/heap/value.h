// One Python value in one machine word. Nothing outside this header knows the bits.
//
// 64-bit words (low three bits): 000 pointer to a cell; x11 int of 62 bits; 001, 100, 101 float; x10 special.
// A float is stored as rotl(bits + 2^60, 4): all magnitudes but those beyond about 2^257 and between 2^-767 and
// 2^-255 fit; the rest, infinities and nan are boxed. 32-bit words: bit 0 set: int of 31 bits; 00 pointer; 10 special.
// The all-zero word is never a Python value: as a result it means "an exception is pending", in tables "nothing here".
// The figures behind the layout are in docs/design.md.

#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>

namespace ts::heap {

struct Cell;

inline constexpr bool kWide = sizeof(uintptr_t) == 8;  ///< 64-bit machine

/// Values that are neither numbers nor cells.
enum class SpecialId : uint8_t {
  kNone,
  kFalse,
  kTrue,
  kEllipsis,
  kNotImplemented,
  kUnbound,   ///< a local without a value; never visible to Python
  kAbsent,    ///< an optional argument or self that is not there; never visible to Python
  kStop,      ///< result of a native `next`: no more items; never visible to Python
  kDeleted,   ///< a removed entry of a table; never visible to Python
  kSlotWrapper = 16,  ///< a special method of a built-in type, `list.__len__`; payload: type number and slot
};

class Value {
 public:
  constexpr Value() : bits_(0) {}
  constexpr Value(const Cell* cell) : cell_(cell) {}
  template <std::derived_from<Cell> T>
  constexpr Value(const T* cell) : cell_(cell) {}

  static constexpr intptr_t kMaxInt = INTPTR_MAX >> (kWide ? 2 : 1);
  static constexpr intptr_t kMinInt = INTPTR_MIN >> (kWide ? 2 : 1);

  /// The int `n`, which must be in kMinInt..kMaxInt.
  static constexpr Value from_int(intptr_t n) {
    return from_bits((static_cast<uintptr_t>(n) << kIntShift) | kIntTag);
  }
  static constexpr bool fits_int(int64_t n) { return n >= kMinInt && n <= kMaxInt; }
  static constexpr Value from_bool(bool b) { return special(b ? SpecialId::kTrue : SpecialId::kFalse); }
  static constexpr Value special(SpecialId id, uint32_t payload = 0) {
    return from_bits((uintptr_t{payload} << 8) | (static_cast<uintptr_t>(id) << 3) | 2);
  }
  static constexpr Value from_bits(uintptr_t bits) {
    Value v;
    v.bits_ = bits;
    return v;
  }
  constexpr uintptr_t bits() const { return bits_; }

  /// False for the all-zero word: a result that says "exception pending", an empty table entry.
  constexpr explicit operator bool() const { return bits_ != 0; }
  constexpr bool operator==(Value other) const { return bits_ == other.bits_; }

  // --- pointers
  constexpr bool is_cell() const { return (bits_ & (kWide ? 7 : 3)) == 0 && bits_ != 0; }
  /// The cell; only when is_cell(). Cells in flash come back as non-const too: their writers check kFlagStatic.
  Cell* cell() const { return const_cast<Cell*>(cell_); }

  // --- ints
  constexpr bool is_small_int() const { return (bits_ & kIntTag) == kIntTag; }
  constexpr intptr_t small_int() const { return static_cast<intptr_t>(bits_) >> kIntShift; }
  static constexpr bool both_small_int(Value a, Value b) { return (a.bits_ & b.bits_ & kIntTag) == kIntTag; }

  // --- floats inside the word (64-bit machines)
  constexpr bool is_immediate_float() const {
    if constexpr (!kWide) return false;
    return (0x3232323232323232u >> (bits_ & 63)) & 1;
  }
  double immediate_float() const {
    return std::bit_cast<double>(std::rotr(uint64_t{bits_}, 4) - (uint64_t{1} << 60));
  }
  /// The word for `d`, or the all-zero word when it does not fit and must be boxed.
  static Value try_float(double d) {
    if constexpr (!kWide) return Value();
    Value v = from_bits(static_cast<uintptr_t>(std::rotl(std::bit_cast<uint64_t>(d) + (uint64_t{1} << 60), 4)));
    return v.is_immediate_float() ? v : Value();
  }

  // --- specials
  constexpr bool is_special() const { return (bits_ & 3) == 2; }
  constexpr SpecialId special_id() const { return static_cast<SpecialId>((bits_ >> 3) & 31); }
  constexpr uint32_t special_payload() const { return static_cast<uint32_t>(bits_ >> 8); }
  constexpr bool is(SpecialId id) const { return bits_ == special(id).bits_; }
  constexpr bool is_none() const { return is(SpecialId::kNone); }
  constexpr bool is_true() const { return is(SpecialId::kTrue); }
  constexpr bool is_false() const { return is(SpecialId::kFalse); }
  constexpr bool is_bool() const { return is_true() || is_false(); }
  constexpr bool is_unbound() const { return is(SpecialId::kUnbound); }
  constexpr bool is_absent() const { return is(SpecialId::kAbsent); }
  constexpr bool is_stop() const { return is(SpecialId::kStop); }
  constexpr bool is_not_implemented() const { return is(SpecialId::kNotImplemented); }
  constexpr bool is_slot_wrapper() const {
    return is_special() && special_id() == SpecialId::kSlotWrapper;
  }

 private:
  static constexpr unsigned kIntShift = kWide ? 2 : 1;
  static constexpr uintptr_t kIntTag = kWide ? 3 : 1;

  union {
    uintptr_t bits_;
    const Cell* cell_;
  };
};

static_assert(sizeof(Value) == sizeof(void*));

inline constexpr Value kNone = Value::special(SpecialId::kNone);
inline constexpr Value kFalse = Value::special(SpecialId::kFalse);
inline constexpr Value kTrue = Value::special(SpecialId::kTrue);
inline constexpr Value kEllipsis = Value::special(SpecialId::kEllipsis);
inline constexpr Value kNotImplemented = Value::special(SpecialId::kNotImplemented);
inline constexpr Value kUnbound = Value::special(SpecialId::kUnbound);
inline constexpr Value kAbsent = Value::special(SpecialId::kAbsent);
inline constexpr Value kStop = Value::special(SpecialId::kStop);
inline constexpr Value kDeleted = Value::special(SpecialId::kDeleted);

}  // namespace ts::heap
