// PKWARE APPNOTE 4.3: end of central directory, central directory, local header. No ZIP64 (a DOCX needs none).
#include "read/unzip.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <optional>

namespace locarno::read {
namespace {

std::uint32_t number_at(std::string_view bytes, std::size_t at, int size) {
  std::uint32_t value = 0;
  for (int i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

struct Entry { std::uint32_t flags = 0, method = 0, packed = 0, offset = 0; };

std::optional<Entry> find_entry(std::string_view zip, std::string_view member) {
  constexpr std::string_view end_mark("PK\x05\x06", 4), entry_mark("PK\x01\x02", 4);
  const std::size_t tail = zip.size() > 66000 ? zip.size() - 66000 : 0;  // its comment has at most 65535 bytes
  const std::size_t end = zip.substr(tail).rfind(end_mark);
  if (end == std::string_view::npos || zip.size() - tail - end < 22) return std::nullopt;
  std::size_t at = number_at(zip, tail + end + 16, 4);
  while (at + 46 <= zip.size() && zip.substr(at, 4) == entry_mark) {
    const std::size_t name_size = number_at(zip, at + 28, 2);
    const std::size_t next = at + 46 + name_size + number_at(zip, at + 30, 2) + number_at(zip, at + 32, 2);
    if (at + 46 + name_size > zip.size()) return std::nullopt;
    if (zip.substr(at + 46, name_size) == member)
      return Entry{number_at(zip, at + 8, 2), number_at(zip, at + 10, 2), number_at(zip, at + 20, 4), number_at(zip, at + 42, 4)};
    at = next;
  }
  return std::nullopt;
}

struct Inflating {
  z_stream stream{};
  bool is_open = false;
  Inflating() { is_open = inflateInit2(&stream, -MAX_WBITS) == Z_OK; }
  ~Inflating() { if (is_open) inflateEnd(&stream); }
  Inflating(const Inflating&) = delete;
  Inflating& operator=(const Inflating&) = delete;
};

Result<std::string> inflated(std::string_view packed, std::size_t most, std::string_view member, const std::string& name) {
  Inflating inflating;
  if (!inflating.is_open) return fail(ErrorCode::limit_reached, "no memory to unpack the file", name);
  z_stream& stream = inflating.stream;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string out;
  std::string chunk(65536, '\0');
  for (int status = Z_OK; status != Z_STREAM_END;) {
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_out = static_cast<uInt>(chunk.size());
    status = inflate(&stream, Z_NO_FLUSH);
    const std::size_t got = chunk.size() - stream.avail_out;
    if (status != Z_OK && status != Z_STREAM_END) return fail(ErrorCode::bad_input, fmt::format("{} in this ZIP file is damaged", member), name);
    if (out.size() + got > most)
      return fail(ErrorCode::limit_reached, fmt::format("{} unpacks to more than {} MiB, it is not read", member, most >> 20), name);
    out.append(chunk, 0, got);
    if (status == Z_OK && got == 0 && stream.avail_in == 0) return fail(ErrorCode::bad_input, fmt::format("{} in this ZIP file is cut off", member), name);
  }
  return out;
}

}  // namespace

Result<std::string> unzip_member(std::string_view zip, std::string_view member, std::size_t most, const std::string& name) {
  const auto entry = find_entry(zip, member);
  if (!entry) return fail(ErrorCode::not_found, fmt::format("the ZIP file holds no {}", member), name);
  constexpr std::string_view local_mark("PK\x03\x04", 4);
  const std::size_t at = entry->offset;
  if (at + 30 > zip.size() || zip.substr(at, 4) != local_mark) return fail(ErrorCode::bad_input, fmt::format("{} in this ZIP file is damaged", member), name);
  const std::size_t from = at + 30 + number_at(zip, at + 26, 2) + number_at(zip, at + 28, 2);
  if (from > zip.size() || entry->packed > zip.size() - from)
    return fail(ErrorCode::bad_input, fmt::format("{} in this ZIP file is cut off", member), name);
  const std::string_view packed = zip.substr(from, entry->packed);
  if ((entry->flags & 1u) != 0) return fail(ErrorCode::bad_input, "the file is encrypted, it cannot be read without its password", name);
  if (entry->method == 8) return inflated(packed, most, member, name);
  if (entry->method != 0) return fail(ErrorCode::bad_input, fmt::format("{} is packed by method {}, expected 0 or 8", member, entry->method), name);
  if (packed.size() > most) return fail(ErrorCode::limit_reached, fmt::format("{} has more than {} MiB, it is not read", member, most >> 20), name);
  return std::string(packed);
}

}  // namespace locarno::read
