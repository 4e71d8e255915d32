// The attribute tuples of sys: version_info, implementation, flags, float_info, int_info,
// hash_info. All constant data. Figures as 64-bit CPython gives them.

#include "modules/sys_info.h"

#include <cfloat>

#include "base/version.h"
#include "modules/static_values.h"
#include "object/struct_sequence.h"

namespace ts::modules {

namespace {

#define FIELD(T, index, name) TS_GETSET(numbers::T, struct_field<index>, nullptr, name, nullptr)

// ---------------------------------------------------------------------------------- version_info

const GetSet kVersionFields[] = {
    FIELD(kVersionInfo, 0, TS_NAME(major)), FIELD(kVersionInfo, 1, TS_NAME(minor)),
    FIELD(kVersionInfo, 2, TS_NAME(micro)), FIELD(kVersionInfo, 3, TS_NAME(releaselevel)),
    FIELD(kVersionInfo, 4, TS_NAME(serial))};
const bind::Constant kVersionConstants[] = {TS_STRUCT_COUNTS(5, 5, 0)};
const Attributes kVersionAttributes{kStructSequenceNatives, kVersionFields, kVersionConstants,
                                    "Version information as a named tuple."};

constexpr auto kVersion =
    make_static_tuple(numbers::kVersionInfo, Value::from_int(3), Value::from_int(14),
                      Value::from_int(0), Value(TS_NAME(final)), Value::from_int(0));

// -------------------------------------------------------------------------------- implementation

constexpr auto kApiVersion =
    make_static_tuple(numbers::kTuple, Value::from_int(1), Value::from_int(29), Value::from_int(0),
                      Value(TS_STR("")));

// ----------------------------------------------------------------------------------------- flags

const GetSet kFlagFields[] = {
    FIELD(kSysFlags, 0, TS_NAME(debug)),
    FIELD(kSysFlags, 1, TS_NAME(inspect)),
    FIELD(kSysFlags, 2, TS_NAME(interactive)),
    FIELD(kSysFlags, 3, TS_NAME(optimize)),
    FIELD(kSysFlags, 4, TS_NAME(dont_write_bytecode)),
    FIELD(kSysFlags, 5, TS_NAME(no_user_site)),
    FIELD(kSysFlags, 6, TS_NAME(no_site)),
    FIELD(kSysFlags, 7, TS_NAME(ignore_environment)),
    FIELD(kSysFlags, 8, TS_NAME(verbose)),
    FIELD(kSysFlags, 9, TS_NAME(bytes_warning)),
    FIELD(kSysFlags, 10, TS_NAME(quiet)),
    FIELD(kSysFlags, 11, TS_NAME(hash_randomization)),
    FIELD(kSysFlags, 12, TS_NAME(isolated)),
    FIELD(kSysFlags, 13, TS_NAME(dev_mode)),
    FIELD(kSysFlags, 14, TS_NAME(utf8_mode)),
    FIELD(kSysFlags, 15, TS_NAME(warn_default_encoding)),
    FIELD(kSysFlags, 16, TS_NAME(safe_path)),
    FIELD(kSysFlags, 17, TS_NAME(int_max_str_digits)),
};
const bind::Constant kFlagConstants[] = {TS_STRUCT_COUNTS(18, 18, 0)};
const Attributes kFlagAttributes{kStructSequenceNatives, kFlagFields, kFlagConstants,
                                 "Flags of the command line."};

constexpr Value kZero = Value::from_int(0);
constexpr auto kFlagValues =
    make_static_tuple(numbers::kSysFlags, kZero, kZero, kZero, kZero, Value::from_int(1), kZero,
                      Value::from_int(1), kZero, kZero, kZero, kZero, kZero, kZero, heap::kFalse,
                      Value::from_int(1), kZero, heap::kFalse, Value::from_int(4300));

// ------------------------------------------------------------------------------------ float_info

const GetSet kFloatFields[] = {
    FIELD(kFloatInfo, 0, TS_NAME(max)),        FIELD(kFloatInfo, 1, TS_NAME(max_exp)),
    FIELD(kFloatInfo, 2, TS_NAME(max_10_exp)), FIELD(kFloatInfo, 3, TS_NAME(min)),
    FIELD(kFloatInfo, 4, TS_NAME(min_exp)),    FIELD(kFloatInfo, 5, TS_NAME(min_10_exp)),
    FIELD(kFloatInfo, 6, TS_NAME(dig)),        FIELD(kFloatInfo, 7, TS_NAME(mant_dig)),
    FIELD(kFloatInfo, 8, TS_NAME(epsilon)),    FIELD(kFloatInfo, 9, TS_NAME(radix)),
    FIELD(kFloatInfo, 10, TS_NAME(rounds))};
const bind::Constant kFloatConstants[] = {TS_STRUCT_COUNTS(11, 11, 0)};
const Attributes kFloatAttributes{kStructSequenceNatives, kFloatFields, kFloatConstants,
                                  "Information about the float type."};

constexpr auto kFloatValues = make_static_tuple(
    numbers::kFloatInfo, Value(&kStaticFloat<DBL_MAX>), Value::from_int(DBL_MAX_EXP),
    Value::from_int(DBL_MAX_10_EXP), Value(&kStaticFloat<DBL_MIN>), Value::from_int(DBL_MIN_EXP),
    Value::from_int(DBL_MIN_10_EXP), Value::from_int(DBL_DIG), Value::from_int(DBL_MANT_DIG),
    Value(&kStaticFloat<DBL_EPSILON>), Value::from_int(FLT_RADIX), Value::from_int(1));

// -------------------------------------------------------------------------------------- int_info

const GetSet kIntFields[] = {FIELD(kIntInfo, 0, TS_NAME(bits_per_digit)),
                             FIELD(kIntInfo, 1, TS_NAME(sizeof_digit)),
                             FIELD(kIntInfo, 2, TS_NAME(default_max_str_digits)),
                             FIELD(kIntInfo, 3, TS_NAME(str_digits_check_threshold))};
const bind::Constant kIntConstants[] = {TS_STRUCT_COUNTS(4, 4, 0)};
const Attributes kIntAttributes{kStructSequenceNatives, kIntFields, kIntConstants,
                                "Information about the internal representation of ints."};

constexpr auto kIntValues = make_static_tuple(numbers::kIntInfo, Value::from_int(base::kLimbBits),
                                              Value::from_int(sizeof(base::Limb)),
                                              Value::from_int(4300), Value::from_int(640));

// ------------------------------------------------------------------------------------- hash_info

const GetSet kHashFields[] = {
    FIELD(kHashInfo, 0, TS_NAME(width)),     FIELD(kHashInfo, 1, TS_NAME(modulus)),
    FIELD(kHashInfo, 2, TS_NAME(inf)),       FIELD(kHashInfo, 3, TS_NAME(nan)),
    FIELD(kHashInfo, 4, TS_NAME(imag)),      FIELD(kHashInfo, 5, TS_NAME(algorithm)),
    FIELD(kHashInfo, 6, TS_NAME(hash_bits)), FIELD(kHashInfo, 7, TS_NAME(seed_bits)),
    FIELD(kHashInfo, 8, TS_NAME(cutoff))};
const bind::Constant kHashConstants[] = {TS_STRUCT_COUNTS(9, 9, 0)};
const Attributes kHashAttributes{kStructSequenceNatives, kHashFields, kHashConstants,
                                 "Parameters of the numeric hash."};

constexpr auto kHashValues = make_static_tuple(
    numbers::kHashInfo, Value::from_int(64), static_int<(uint64_t{1} << 61) - 1>(),
    Value::from_int(314159), Value::from_int(0), Value::from_int(1000003), Value(TS_NAME(multiply)),
    Value::from_int(32), Value::from_int(0), Value::from_int(0));

}  // namespace

extern const bind::Constant kSysConstants[kSysConstantCount] = {
    {TS_NAME(version_info), &kVersion.head},
    {TS_NAME(flags), &kFlagValues.head},
    {TS_NAME(float_info), &kFloatValues.head},
    {TS_NAME(int_info), &kIntValues.head},
    {TS_NAME(hash_info), &kHashValues.head},
    {TS_NAME(version),
     TS_STR("3.14.0; " TS_NAME_AND_VERSION " (MicroPython " TS_MICROPYTHON_API " API)")},
    {TS_NAME(hexversion), Value::from_int(0x030E00F0)},
    {TS_NAME(copyright), TS_STR("Copyright (c) the Threadsnake authors, MIT licence.")},
    {TS_NAME(maxsize), static_int<(uint64_t{1} << 63) - 1>()},
    {TS_NAME(maxunicode), Value::from_int(0x10FFFF)},
    {TS_NAME(byteorder),
     std::endian::native == std::endian::little ? TS_NAME(little) : TS_NAME(big)},
    {TS_NAME(float_repr_style), TS_NAME(short)},
    {TS_NAME(dont_write_bytecode), heap::kTrue},
    {TS_NAME(pycache_prefix), heap::kNone},
};

Value make_implementation(Thread& t, const char* machine, const char* build) {
  Value machine_text = TS_TRY(make_str(t, machine));
  Value build_text = TS_TRY(make_str(t, build));
  const Value fields[] = {TS_NAME(micropython), Value(&kApiVersion.head), machine_text,
                          build_text,           kNone,                    Value::from_int(0x011D00F0),
                          kFalse};
  Value names = TS_TRY(object::make_tuple(
      t, {TS_NAME(name), TS_NAME(version), TS_NAME(_machine), TS_NAME(_build), TS_NAME(cache_tag), TS_NAME(hexversion),
          TS_NAME(supports_isolated_interpreters)}));
  return call_keywords(t, Value(&object::kSimpleNamespaceType), fields, names);
}

}  // namespace ts::modules

namespace ts::object {

using namespace modules;

extern constinit const Type kVersionInfoType =
    make_struct_type(numbers::kVersionInfo, TS_NAME(version_info), TS_NAME(sys),
                     &kVersionAttributes, &kClosedStructSequenceSlots);
extern constinit const Type kSysFlagsType =
    make_struct_type(numbers::kSysFlags, TS_NAME(flags), TS_NAME(sys), &kFlagAttributes,
                     &kClosedStructSequenceSlots);
extern constinit const Type kFloatInfoType =
    make_struct_type(numbers::kFloatInfo, TS_NAME(float_info), TS_NAME(sys), &kFloatAttributes);
extern constinit const Type kIntInfoType =
    make_struct_type(numbers::kIntInfo, TS_NAME(int_info), TS_NAME(sys), &kIntAttributes);
extern constinit const Type kHashInfoType =
    make_struct_type(numbers::kHashInfo, TS_NAME(hash_info), TS_NAME(sys), &kHashAttributes);

}  // namespace ts::object
