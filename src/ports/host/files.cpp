// Files and directories of the host, through POSIX calls.

#include "hal/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cstring>

#include "hal/clock.h"
#include "ports/host/attention.h"

namespace ts::hal {

namespace {

static_assert(kOpenCreate == O_CREAT && kOpenTruncate == O_TRUNC && kOpenAppend == O_APPEND);
static_assert(kOpenExclusive == O_EXCL && kPollIn == POLLIN && kPollOut == POLLOUT);

Errno last_error() { return static_cast<Errno>(errno); }

Errno result_of(int result) { return result < 0 ? last_error() : Errno::kOk; }

int64_t nanoseconds(const timespec& ts) {
  return static_cast<int64_t>(ts.tv_sec) * 1'000'000'000 + ts.tv_nsec;
}

void convert(const struct stat& from, FileStatus& to) {
  to.mode = from.st_mode;
  to.links = static_cast<uint32_t>(from.st_nlink);
  to.user = from.st_uid;
  to.group = from.st_gid;
  to.block_size = static_cast<uint32_t>(from.st_blksize);
  to.inode = from.st_ino;
  to.device = from.st_dev;
  to.blocks = static_cast<uint64_t>(from.st_blocks);
  to.size = from.st_size;
  to.access_ns = nanoseconds(from.st_atim);
  to.modify_ns = nanoseconds(from.st_mtim);
  to.change_ns = nanoseconds(from.st_ctim);
}

/// A file that may keep its reader waiting: anything but a regular file.
bool may_wait(FileHandle handle) {
  struct stat status;
  return fstat(handle, &status) == 0 && !S_ISREG(status.st_mode);
}

/// Waits until a blocking file is ready, so that the call that follows does not block.
Errno wait_ready(FileHandle handle, uint32_t events) {
  if (!may_wait(handle)) return Errno::kOk;
  int flags = fcntl(handle, F_GETFL);
  if (flags >= 0 && (flags & O_NONBLOCK)) return Errno::kOk;
  uint32_t ready;
  return file_poll(handle, events, kForever, ready);
}

}  // namespace

Errno file_open(const char* path, uint32_t flags, uint32_t permissions, FileHandle& out) {
  out = open(path, static_cast<int>(flags) | O_CLOEXEC, permissions);
  return result_of(out);
}

Transfer file_read(FileHandle handle, void* data, size_t n) {
  Errno error = wait_ready(handle, kPollIn);
  if (error != Errno::kOk) return {0, error};
  ssize_t got = read(handle, data, n);
  if (got < 0) return {0, last_error()};
  return {static_cast<size_t>(got), Errno::kOk};
}

Transfer file_write(FileHandle handle, const void* data, size_t n) {
  ssize_t put = write(handle, data, n);
  if (put < 0) return {0, last_error()};
  return {static_cast<size_t>(put), Errno::kOk};
}

Errno file_seek(FileHandle handle, int64_t offset, Whence whence, int64_t& position) {
  static constexpr int kWhence[] = {SEEK_SET, SEEK_CUR, SEEK_END};
  position = lseek(handle, offset, kWhence[static_cast<int>(whence)]);
  return position < 0 ? last_error() : Errno::kOk;
}

Errno file_truncate(FileHandle handle, int64_t size) { return result_of(ftruncate(handle, size)); }

Errno file_sync(FileHandle handle) { return result_of(fsync(handle)); }

Errno file_close(FileHandle handle) { return result_of(close(handle)); }

Errno file_duplicate(FileHandle handle, FileHandle& out) {
  out = fcntl(handle, F_DUPFD_CLOEXEC, 0);
  return result_of(out);
}

bool file_is_terminal(FileHandle handle) { return isatty(handle) == 1; }

Errno file_poll(FileHandle handle, uint32_t events, uint64_t deadline, uint32_t& ready) {
  host::AttentionWindow window;
  ready = 0;
  if (attention_wanted()) return Errno::kEINTR;
  pollfd file{handle, static_cast<short>(events), 0};
  if (window.poll(&file, 1, deadline) < 0) return last_error();
  ready = static_cast<uint32_t>(file.revents);
  return Errno::kOk;
}

Errno file_status(FileHandle handle, FileStatus& out) {
  struct stat status;
  if (fstat(handle, &status) < 0) return last_error();
  convert(status, out);
  return Errno::kOk;
}

Errno path_status(const char* path, Links links, FileStatus& out) {
  struct stat status;
  int result = links == Links::kFollow ? stat(path, &status) : lstat(path, &status);
  if (result < 0) return last_error();
  convert(status, out);
  return Errno::kOk;
}

Errno path_access(const char* path, uint32_t mode) {
  static_assert(R_OK == 4 && W_OK == 2 && X_OK == 1 && F_OK == 0);
  return result_of(access(path, static_cast<int>(mode)));
}

Errno make_directory(const char* path, uint32_t permissions) {
  return result_of(mkdir(path, permissions));
}

Errno remove_directory(const char* path) { return result_of(rmdir(path)); }

Errno remove_file(const char* path) { return result_of(unlink(path)); }

Errno rename_path(const char* from, const char* to) { return result_of(rename(from, to)); }

Errno make_link(const char* target, const char* path) { return result_of(symlink(target, path)); }

Errno read_link(const char* path, char* buf, size_t size, size_t& length) {
  ssize_t n = readlink(path, buf, size);
  if (n < 0) return last_error();
  length = static_cast<size_t>(n);
  return Errno::kOk;
}

Errno change_mode(const char* path, uint32_t permissions) {
  return result_of(chmod(path, permissions));
}

Errno set_times(const char* path, int64_t access_ns, int64_t modify_ns) {
  auto split = [](int64_t ns) {
    int64_t seconds = ns >= 0 ? ns / 1'000'000'000 : -((-ns + 999'999'999) / 1'000'000'000);
    return timespec{static_cast<time_t>(seconds), static_cast<long>(ns - seconds * 1'000'000'000)};
  };
  const timespec times[] = {split(access_ns), split(modify_ns)};
  return result_of(utimensat(AT_FDCWD, path, times, 0));
}

Errno change_directory(const char* path) { return result_of(chdir(path)); }

Errno current_directory(char* buf, size_t size) {
  return getcwd(buf, size) != nullptr ? Errno::kOk : last_error();
}

Errno directory_open(const char* path, DirectoryHandle& out) {
  out = opendir(path);
  return out != nullptr ? Errno::kOk : last_error();
}

Errno directory_next(DirectoryHandle handle, DirectoryEntry& out) {
  for (;;) {
    errno = 0;
    dirent* entry = readdir(static_cast<DIR*>(handle));
    if (entry == nullptr) return errno != 0 ? last_error() : Errno::kENOENT;
    if (std::strcmp(entry->d_name, ".") == 0 || std::strcmp(entry->d_name, "..") == 0) continue;
    out = {entry->d_name, static_cast<uint32_t>(DTTOIF(entry->d_type)), entry->d_ino};
    return Errno::kOk;
  }
}

void directory_close(DirectoryHandle handle) { closedir(static_cast<DIR*>(handle)); }

Errno volume_status(const char* path, VolumeStatus& out) {
  struct statvfs status;
  if (statvfs(path, &status) < 0) return last_error();
  out = {status.f_bsize, status.f_frsize, status.f_blocks, status.f_bfree, status.f_bavail,
         status.f_files, status.f_ffree,  status.f_favail, status.f_flag,  status.f_namemax};
  return Errno::kOk;
}

void sync_volumes() { sync(); }

}  // namespace ts::hal
