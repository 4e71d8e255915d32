// Memory that grows and is released, given to a component by its owner, and the growable array
// over it. The compiler works in one: on a board it lies at the top of the heap's memory, on a PC
// it is malloc. Not for Python objects: nothing here is traced or moved by the collector.
// Failure is sticky: after a failed request `failed()` stays true, every operation remains safe to
// call (its effect may be lost), and the user reports MemoryError at his next check.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>

namespace ts::base {

class Workspace {
 public:
  /// Gives, resizes (moving if need be) or releases a block. `block` is null for a new one;
  /// `new_bytes` of 0 releases it. Returns null when full; the old block is then untouched.
  using Resize = void* (*)(void* context, void* block, size_t old_bytes, size_t new_bytes);

  constexpr Workspace(Resize resize, void* context) : resize_(resize), context_(context) {}
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  /// As `Resize`; a request that fails marks the workspace as failed.
  void* resize(void* block, size_t old_bytes, size_t new_bytes) {
    void* result = resize_(context_, block, old_bytes, new_bytes);
    if (result == nullptr && new_bytes != 0) failed_ = true;
    return result;
  }

  bool failed() const { return failed_; }
  /// Marks the workspace as failed, for a limit that counts as "out of memory".
  void fail() { failed_ = true; }
  /// To be called only when everything that lived here was dropped.
  void clear_failure() { failed_ = false; }

 private:
  Resize resize_;
  void* context_;
  bool failed_ = false;
};

/// A growable array of plain data in a workspace. References into it die when it grows.
template <typename T>
class Array {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  explicit Array(Workspace& workspace) : workspace_(&workspace) {}
  Array(const Array&) = delete;
  Array& operator=(const Array&) = delete;
  ~Array() { release(); }

  uint32_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* data() { return data_; }
  const T* data() const { return data_; }
  T& operator[](size_t index) { return data_[index]; }
  const T& operator[](size_t index) const { return data_[index]; }
  T& back() { return data_[size_ - 1]; }
  const T& back() const { return data_[size_ - 1]; }
  T* begin() { return data_; }
  T* end() { return data_ + size_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  std::span<const T> span() const { return {data_, size_}; }
  Workspace& workspace() const { return *workspace_; }

  /// Makes room for `count` elements in all; false (and a failed workspace) when there is none.
  bool reserve(size_t count) {
    if (count <= capacity_) return true;
    size_t wanted = size_t{capacity_} + capacity_ / 2 + kFirst;
    if (wanted < count) wanted = count;
    if (grow_to(wanted)) return true;
    return false;
  }

  bool push(const T& value) {
    if (size_ == capacity_) {
      T copy = value;  // `value` may lie in the array that moves
      if (!reserve(size_t{size_} + 1)) return false;
      data_[size_++] = copy;
      return true;
    }
    data_[size_++] = value;
    return true;
  }

  bool append(const T* values, size_t count) {
    if (count == 0) return true;
    if (!reserve(size_ + count)) return false;
    std::memcpy(data_ + size_, values, count * sizeof(T));
    size_ += static_cast<uint32_t>(count);
    return true;
  }

  void pop() {
    if (size_ != 0) --size_;
  }
  void truncate(size_t count) {
    if (count < size_) size_ = static_cast<uint32_t>(count);
  }
  void clear() { size_ = 0; }
  /// For who wrote into the room that `reserve` made.
  void set_size_unchecked(uint32_t size) { size_ = size; }

  /// Gives back what is not in use.
  void shrink() {
    if (size_ == 0) return release();
    if (size_ == capacity_) return;
    if (void* block = workspace_->resize(data_, capacity_ * sizeof(T), size_ * sizeof(T))) {
      data_ = static_cast<T*>(block);
      capacity_ = size_;
    }
  }

  /// Exchanges the contents with those of an array in the same workspace.
  void swap(Array& other) {
    T* data = data_;
    const uint32_t size = size_;
    const uint32_t capacity = capacity_;
    data_ = other.data_, size_ = other.size_, capacity_ = other.capacity_;
    other.data_ = data, other.size_ = size, other.capacity_ = capacity;
  }

  void release() {
    if (data_ != nullptr) workspace_->resize(data_, capacity_ * sizeof(T), 0);
    data_ = nullptr;
    size_ = capacity_ = 0;
  }

 private:
  static constexpr size_t kFirst = sizeof(T) >= 64 ? 1 : 64 / sizeof(T);

  bool grow_to(size_t count) {
    if (count > UINT32_MAX / sizeof(T)) {
      workspace_->fail();
      return false;
    }
    void* block = workspace_->resize(data_, capacity_ * sizeof(T), count * sizeof(T));
    if (block == nullptr) return false;
    data_ = static_cast<T*>(block);
    capacity_ = static_cast<uint32_t>(count);
    return true;
  }

  Workspace* workspace_;
  T* data_ = nullptr;
  uint32_t size_ = 0;
  uint32_t capacity_ = 0;
};

}  // namespace ts::base
