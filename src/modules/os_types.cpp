// The attribute tuples of os: stat_result, statvfs_result, uname_result, terminal_size.

#include "modules/os.h"
#include "object/struct_sequence.h"

namespace ts::modules {

namespace {

#define FIELD(T, index, name) TS_GETSET(numbers::T, struct_field<index>, nullptr, name, nullptr)

// The whole seconds of the times are items 7 to 9 and have no name; the named times come after.
const GetSet kStatFields[] = {
    FIELD(kStatResult, 0, TS_NAME(st_mode)),      FIELD(kStatResult, 1, TS_NAME(st_ino)),
    FIELD(kStatResult, 2, TS_NAME(st_dev)),       FIELD(kStatResult, 3, TS_NAME(st_nlink)),
    FIELD(kStatResult, 4, TS_NAME(st_uid)),       FIELD(kStatResult, 5, TS_NAME(st_gid)),
    FIELD(kStatResult, 6, TS_NAME(st_size)),      FIELD(kStatResult, 10, TS_NAME(st_atime)),
    FIELD(kStatResult, 11, TS_NAME(st_mtime)),    FIELD(kStatResult, 12, TS_NAME(st_ctime)),
    FIELD(kStatResult, 13, TS_NAME(st_atime_ns)), FIELD(kStatResult, 14, TS_NAME(st_mtime_ns)),
    FIELD(kStatResult, 15, TS_NAME(st_ctime_ns)), FIELD(kStatResult, 16, TS_NAME(st_blksize)),
    FIELD(kStatResult, 17, TS_NAME(st_blocks)),
};
const bind::Constant kStatCounts[] = {TS_STRUCT_COUNTS(10, 18, 3)};
const Attributes kStatAttributes{kStructSequenceNatives, kStatFields, kStatCounts,
                                 "Result from stat, fstat, or lstat."};

const GetSet kVolumeFields[] = {
    FIELD(kStatvfsResult, 0, TS_NAME(f_bsize)),  FIELD(kStatvfsResult, 1, TS_NAME(f_frsize)),
    FIELD(kStatvfsResult, 2, TS_NAME(f_blocks)), FIELD(kStatvfsResult, 3, TS_NAME(f_bfree)),
    FIELD(kStatvfsResult, 4, TS_NAME(f_bavail)), FIELD(kStatvfsResult, 5, TS_NAME(f_files)),
    FIELD(kStatvfsResult, 6, TS_NAME(f_ffree)),  FIELD(kStatvfsResult, 7, TS_NAME(f_favail)),
    FIELD(kStatvfsResult, 8, TS_NAME(f_flag)),   FIELD(kStatvfsResult, 9, TS_NAME(f_namemax)),
};
const bind::Constant kVolumeCounts[] = {TS_STRUCT_COUNTS(10, 10, 0)};
const Attributes kVolumeAttributes{kStructSequenceNatives, kVolumeFields, kVolumeCounts,
                                   "Result from statvfs."};

const GetSet kUnameFields[] = {
    FIELD(kUnameResult, 0, TS_NAME(sysname)), FIELD(kUnameResult, 1, TS_NAME(nodename)),
    FIELD(kUnameResult, 2, TS_NAME(release)), FIELD(kUnameResult, 3, TS_NAME(version)),
    FIELD(kUnameResult, 4, TS_NAME(machine)),
};
const bind::Constant kUnameCounts[] = {TS_STRUCT_COUNTS(5, 5, 0)};
const Attributes kUnameAttributes{kStructSequenceNatives, kUnameFields, kUnameCounts,
                                  "Result from os.uname()."};

const GetSet kSizeFields[] = {FIELD(kTerminalSize, 0, TS_NAME(columns)),
                              FIELD(kTerminalSize, 1, TS_NAME(lines))};
const bind::Constant kSizeCounts[] = {TS_STRUCT_COUNTS(2, 2, 0)};
const Attributes kSizeAttributes{kStructSequenceNatives, kSizeFields, kSizeCounts,
                                 "A tuple of (columns, lines) for holding terminal window size."};

#undef FIELD

}  // namespace

Value make_stat_result(Thread& t, const hal::FileStatus& s) {
  auto seconds = [](int64_t ns) {
    return ns >= 0 ? ns / 1'000'000'000 : -((-ns + 999'999'999) / 1'000'000'000);
  };
  auto number = [&](int64_t n) { return make_int(t, n); };
  auto real = [&](int64_t ns) {  // as CPython adds them up
    int64_t whole = seconds(ns);
    return make_float(
        t, static_cast<double>(whole) + 1e-9 * static_cast<double>(ns - whole * 1'000'000'000));
  };
  const Value fields[] = {number(s.mode),
                          make_int_unsigned(t, s.inode),
                          make_int_unsigned(t, s.device),
                          number(s.links),
                          number(s.user),
                          number(s.group),
                          number(s.size),
                          number(seconds(s.access_ns)),
                          number(seconds(s.modify_ns)),
                          number(seconds(s.change_ns)),
                          real(s.access_ns),
                          real(s.modify_ns),
                          real(s.change_ns),
                          number(s.access_ns),
                          number(s.modify_ns),
                          number(s.change_ns),
                          number(s.block_size),
                          make_int_unsigned(t, s.blocks)};
  for (Value v : fields) {
    if (!v) return {};
  }
  return make_struct_type_instance(t, numbers::kStatResult, fields);
}

Value make_volume_result(Thread& t, const hal::VolumeStatus& s) {
  const uint64_t figures[] = {
      s.block_size, s.fragment_size, s.blocks,          s.free_blocks, s.available_blocks,
      s.files,      s.free_files,    s.available_files, s.flags,       s.name_limit};
  Value fields[10];
  for (size_t i = 0; i < 10; i++) fields[i] = TS_TRY(make_int_unsigned(t, figures[i]));
  return make_struct_type_instance(t, numbers::kStatvfsResult, fields);
}

}  // namespace ts::modules

namespace ts::object {

using namespace modules;

extern constinit const Type kStatResultType =
    make_struct_type(numbers::kStatResult, TS_NAME(stat_result), TS_NAME(os), &kStatAttributes);
extern constinit const Type kStatvfsResultType = make_struct_type(
    numbers::kStatvfsResult, TS_NAME(statvfs_result), TS_NAME(os), &kVolumeAttributes);
extern constinit const Type kUnameResultType = make_struct_type(
    numbers::kUnameResult, TS_NAME(uname_result), TS_NAME(posix), &kUnameAttributes);
extern constinit const Type kTerminalSizeType =
    make_struct_type(numbers::kTerminalSize, TS_NAME(terminal_size), TS_NAME(os), &kSizeAttributes);

}  // namespace ts::object
