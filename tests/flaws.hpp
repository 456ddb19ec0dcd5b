#pragma once
// What a parser complains about, and a sound text with one piece replaced: how bad input is tried in most tests.
#include <gtest/gtest.h>

#include <string>

#include "base/result.hpp"

namespace locarno {

/// "place: sentence", "" when there is no complaint.
template <class T>
std::string complaint_of(const Result<T>& answer) {
  return answer ? "" : to_string(answer.error());
}

/// `text` with its first `piece` replaced; a piece that it does not hold fails the test.
inline std::string replaced(std::string text, const std::string& piece, const std::string& instead) {
  const std::size_t at = text.find(piece);
  EXPECT_NE(at, std::string::npos) << piece;
  return at == std::string::npos ? text : text.replace(at, piece.size(), instead);
}

}  // namespace locarno
