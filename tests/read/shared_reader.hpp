#pragma once
// One compiled reader for all tests of this program: building it costs more than reading a report.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "read/read.hpp"

namespace locarno::read::testing {

inline const Reader& world_reader() {
  static const Reader reader = [] {
    auto book = world_codebook();
    EXPECT_TRUE(book) << (book ? "" : to_string(book.error()));
    return *Reader::make(std::move(*book));
  }();
  return reader;
}

inline const Reader& ukraine_reader() {
  static const Reader reader = [] {
    auto book = world_codebook();
    EXPECT_TRUE(book);
    const auto added = add_codebook_file(*book, "cases/ukraine-2025/codebook.toml");
    EXPECT_TRUE(added) << (added ? "" : to_string(added.error()));
    return *Reader::make(std::move(*book));
  }();
  return reader;
}

inline std::string file_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline std::filesystem::path shared_folder() {
  const char* named = std::getenv("LOCARNO_SHARED");
  return named != nullptr ? named : "../shared";
}

}  // namespace locarno::read::testing
