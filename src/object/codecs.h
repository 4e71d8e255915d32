// The text encodings of str.encode and bytes.decode: UTF-8, ASCII, Latin-1, Windows-1252, UTF-16,
// UTF-32 and the escapes of Python source, with CPython's error handlers. Encodings beyond these
// are LookupErrors. Names are compared as CPython normalises them.

#pragma once

#include "object/runtime.h"

namespace ts::object {

enum class Codec : uint8_t {
  kUnknown,
  kUtf8,
  kUtf8Sig,
  kAscii,
  kLatin1,
  kCp1252,
  kUtf16,
  kUtf16Le,
  kUtf16Be,
  kUtf32,
  kUtf32Le,
  kUtf32Be,
  kUnicodeEscape
};

/// The encoding with that name or alias; kUnknown when there is none. Never raises.
Codec find_codec(std::string_view name);
/// The encoding with that name; kUnknown with LookupError "unknown encoding: x" pending.
Codec codec_named(Thread& t, std::string_view name);
/// Its canonical name: "utf-8".
const char* codec_name(Codec codec);

/// Decodes `data`, whose owner is `object` (for the exception). Without `consumed` the text must be
/// complete; with it, an incomplete sequence at the end is left over, and `*consumed` says how many
/// bytes were used.
Value decode(Thread& t, Value object, std::string_view data, Codec codec, std::string_view errors,
             size_t* consumed = nullptr);
Value decode(Thread& t, Value object, std::string_view data, std::string_view encoding,
             std::string_view errors);

/// Encodes `s` as a bytes object. UTF-16 and UTF-32 without named byte order begin with a byte
/// order mark.
Value encode(Thread& t, Str* s, Codec codec, std::string_view errors);
Value encode(Thread& t, Str* s, std::string_view encoding, std::string_view errors);

}  // namespace ts::object
