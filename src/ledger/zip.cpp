#include "ledger/zip.hpp"

#include <fmt/format.h>
#include <zstd.h>

#include <new>

namespace locarno::ledger {
namespace {
constexpr int level = 3;
constexpr std::int64_t largest = std::int64_t{1} << 30;
}  // namespace

std::string compressed(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), level);
  if (ZSTD_isError(size)) throw std::bad_alloc();  // with a bound of its own the only failure left is memory
  out.resize(size);
  return out;
}

Result<std::string> expanded(std::string_view packed, std::int64_t size) {
  if (size < 0 || size > largest)
    return fail(ErrorCode::bad_input, fmt::format("a stored report claims {} bytes, at most {} are allowed", size, largest));
  std::string out(static_cast<std::size_t>(size), '\0');
  const std::size_t got = ZSTD_decompress(out.data(), out.size(), packed.data(), packed.size());
  if (ZSTD_isError(got) || got != out.size())
    return fail(ErrorCode::bad_input, fmt::format("a stored report does not unpack to its {} bytes", size));
  return out;
}

}  // namespace locarno::ledger
