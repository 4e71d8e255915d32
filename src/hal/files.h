// Files and directories of the machine beneath, where there is one (a PC). Boards have their own
// filesystem in fs/ and provide of this only the handles 0 to 2: the console.
// Paths are UTF-8 (or the system's bytes) ended by a zero. Every function may block, none may be
// called from an interrupt. Functions that wait give kEINTR when attention is wanted
// (interrupt.h): serve the safe point and call again (PEP 475).

#pragma once

#include <cstddef>
#include <cstdint>

#include "base/errno.h"

namespace ts::hal {

using base::Errno;
using FileHandle = int;  ///< 0, 1 and 2 are standard input, output and error output

/// Linux's numbers.
enum OpenFlags : uint32_t {
  kOpenRead = 0,
  kOpenWrite = 1,
  kOpenReadWrite = 2,
  kOpenCreate = 0100,
  kOpenExclusive = 0200,
  kOpenTruncate = 01000,
  kOpenAppend = 02000,
  kOpenNonBlocking = 04000,
  kOpenDirectory = 0200000,
};

struct Transfer {
  size_t count;  ///< bytes moved; less than asked for is no error, 0 after a read is the end
  Errno error;   ///< kOk, kEAGAIN (would block), kEINTR ...
};

enum class Whence : uint8_t { kStart, kCurrent, kEnd };

Errno file_open(const char* path, uint32_t flags, uint32_t permissions, FileHandle& out);
Transfer file_read(FileHandle handle, void* data, size_t n);
Transfer file_write(FileHandle handle, const void* data, size_t n);
Errno file_seek(FileHandle handle, int64_t offset, Whence whence, int64_t& position);
Errno file_truncate(FileHandle handle, int64_t size);
Errno file_sync(FileHandle handle);
Errno file_close(FileHandle handle);
Errno file_duplicate(FileHandle handle, FileHandle& out);
bool file_is_terminal(FileHandle handle);

/// Bits of file_poll, Linux's numbers.
enum PollEvents : uint32_t { kPollIn = 1, kPollOut = 4, kPollError = 8, kPollHangUp = 16 };
/// Waits until one of `events` holds for the file or `deadline` (monotonic_ns) has come; `ready`
/// gets those that hold.
Errno file_poll(FileHandle handle, uint32_t events, uint64_t deadline, uint32_t& ready);

struct FileStatus {
  uint32_t mode;  ///< Linux's st_mode: type and permissions
  uint32_t links, user, group, block_size;
  uint64_t inode, device, blocks;
  int64_t size;
  int64_t access_ns, modify_ns, change_ns;  ///< since 1970
};
enum FileTypeBits : uint32_t {
  kTypeMask = 0170000,
  kTypeDirectory = 0040000,
  kTypeRegular = 0100000,
  kTypeLink = 0120000,
};
enum class Links : uint8_t { kFollow, kShow };

Errno file_status(FileHandle handle, FileStatus& out);
Errno path_status(const char* path, Links links, FileStatus& out);
/// `mode`: 0 exists, else or of 4 read, 2 write, 1 execute. kOk when allowed.
Errno path_access(const char* path, uint32_t mode);

Errno make_directory(const char* path, uint32_t permissions);
Errno remove_directory(const char* path);
Errno remove_file(const char* path);
Errno rename_path(const char* from, const char* to);
Errno make_link(const char* target, const char* path);  ///< symbolic
Errno read_link(const char* path, char* buf, size_t size, size_t& length);
Errno change_mode(const char* path, uint32_t permissions);
Errno set_times(const char* path, int64_t access_ns, int64_t modify_ns);
Errno change_directory(const char* path);
/// The current directory, ended by a zero; kERANGE when it needs more than `size` bytes.
Errno current_directory(char* buf, size_t size);

struct DirectoryEntry {
  const char* name;  ///< valid until the next call
  uint32_t type;     ///< FileTypeBits, or 0: unknown
  uint64_t inode;
};
using DirectoryHandle = void*;
Errno directory_open(const char* path, DirectoryHandle& out);
/// The next entry, without "." and ".."; kENOENT at the end.
Errno directory_next(DirectoryHandle handle, DirectoryEntry& out);
void directory_close(DirectoryHandle handle);

struct VolumeStatus {
  uint64_t block_size, fragment_size, blocks, free_blocks, available_blocks;
  uint64_t files, free_files, available_files, flags, name_limit;
};
Errno volume_status(const char* path, VolumeStatus& out);
void sync_volumes();

}  // namespace ts::hal
