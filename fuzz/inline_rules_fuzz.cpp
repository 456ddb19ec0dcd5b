// Any bytes as rules typed on one line: an error with a sentence, or something the questions answer or refuse.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "ratify/inline_rules.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto weights = locarno::ratify::parse_weights(text);
  if (!weights && weights.error().what.empty()) std::abort();
  const auto quota = locarno::ratify::parse_quota(text);
  if (!quota && quota.error().what.empty()) std::abort();
  const auto need = locarno::ratify::parse_need(text);
  if (!need && need.error().what.empty()) std::abort();
  const auto blocs = locarno::ratify::parse_blocs(text);
  if (!blocs) return blocs.error().what.empty() ? std::abort(), 0 : 0;
  std::uint64_t voters = 0;
  for (const auto& bloc : *blocs) voters += bloc.voters;
  if (voters > 200) return 0;
  locarno::ratify::VoteQuestion question;
  question.blocs = *blocs;
  question.need.votes = 1;
  const auto answer = locarno::ratify::pass(question, locarno::Run{});
  if (answer ? !(answer->independent >= 0 && answer->independent <= 1) : answer.error().what.empty()) std::abort();
  return 0;
}
