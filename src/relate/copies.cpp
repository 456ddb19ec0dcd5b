// Documents that share sentences: exact and near copies, abridged ones, common passages.
#include <algorithm>
#include <map>
#include <set>

#include "base/utf8.hpp"
#include "relate/rules.hpp"

namespace locarno::relate {
namespace {

constexpr std::size_t run = 4;                 // features in a row that are compared: five Han characters, four words
constexpr std::size_t samples = 16;            // runs of a sentence it is found by: those with the smallest hashes
constexpr std::size_t least_runs = 6;          // shorter sentences say too little
constexpr double alike = 0.6;                  // shared runs of the shorter sentence
constexpr double nearly_all = 0.8;
constexpr std::size_t most_shown = 20;

struct Sentence {
  Span span;
  std::uint32_t document = 0;
  std::vector<std::uint64_t> runs;   ///< ascending, once each
  std::size_t length = 0;            ///< features: what shares are counted in
};

bool is_own(BlockRole role) {
  return role == BlockRole::body || role == BlockRole::body_translation || role == BlockRole::lead || role == BlockRole::title || role == BlockRole::subhead;
}
bool ends_sentence(std::string_view text, std::uint32_t at, std::uint32_t size, char32_t c) {
  if (c == U'\n' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == U'!' || c == U'?') return true;
  return c == U'.' && (at + size >= text.size() || text[at + size] == ' ' || text[at + size] == '\n' || text[at + size] == '<');
}

/// The text without tags, for comparing only.
std::string without_tags(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool tag = text[at] == '<' && at + 1 < text.size() && (text[at + 1] == '/' || (text[at + 1] >= 'a' && text[at + 1] <= 'z'));
    const std::size_t end = tag ? text.find('>', at) : std::string_view::npos;
    if (end != std::string_view::npos) { out += ' '; at = end; }
    else out += text[at];
  }
  return out;
}

void add_sentence(const Document& document, std::uint32_t index, Span span, std::vector<Sentence>& out) {
  Sentence sentence;
  sentence.span = span;
  sentence.document = index;
  const std::vector<std::uint64_t> features = features_of(without_tags(slice(document.text, span)));
  sentence.length = features.size();
  for (std::size_t i = 0; i + run <= features.size(); ++i) {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (std::size_t k = i; k < i + run; ++k) hash = (hash ^ features[k]) * 0x100000001B3u;
    sentence.runs.push_back(hash ^ (hash >> 31));
  }
  std::sort(sentence.runs.begin(), sentence.runs.end());
  sentence.runs.erase(std::unique(sentence.runs.begin(), sentence.runs.end()), sentence.runs.end());
  if (sentence.length > 0) out.push_back(std::move(sentence));
}

void sentences_of(const Document& document, std::uint32_t index, std::vector<Sentence>& out) {
  for (const Block& block : document.blocks) {
    if (!is_own(block.role)) continue;
    std::uint32_t begin = block.span.begin;
    for (std::uint32_t at = begin; at < block.span.end;) {
      const CodePoint c = decode_at(document.text, at);
      at += c.size;
      if (!ends_sentence(document.text, at - c.size, c.size, c.value)) continue;
      add_sentence(document, index, {begin, at}, out);
      begin = at;
    }
    if (begin < block.span.end) add_sentence(document, index, {begin, block.span.end}, out);
  }
}

double shared_runs(const Sentence& a, const Sentence& b) {
  std::vector<std::uint64_t> both;
  std::set_intersection(a.runs.begin(), a.runs.end(), b.runs.begin(), b.runs.end(), std::back_inserter(both));
  return static_cast<double>(both.size()) / static_cast<double>(std::min(a.runs.size(), b.runs.size()));
}

struct Common {
  std::map<std::uint32_t, std::uint32_t> partner;   ///< sentence of the first document -> sentence of the second
  std::set<std::uint32_t> second;
};

Copy weigh(const Scene& scene, const std::vector<Sentence>& all, const std::vector<std::vector<std::uint32_t>>& of, std::uint32_t a, std::uint32_t b,
           const Common& common) {
  const auto before = [&](std::uint32_t x, std::uint32_t y) {
    const Document& p = (*scene.documents)[x];
    const Document& q = (*scene.documents)[y];
    if (p.published && q.published && *p.published != *q.published) return *p.published < *q.published;
    return std::tie(p.name, x) < std::tie(q.name, y);
  };
  Copy copy;
  const bool swap = before(b, a);
  copy.from = swap ? b : a;
  copy.in = swap ? a : b;
  std::vector<Span> only_a, only_b;
  std::size_t length_a = 0, length_b = 0, shared_a = 0, shared_b = 0;
  for (const std::uint32_t s : of[a]) {
    length_a += all[s].length;
    if (common.partner.contains(s)) shared_a += all[s].length;
    else only_a.push_back(all[s].span);
  }
  for (const std::uint32_t s : of[b]) {
    length_b += all[s].length;
    if (common.second.contains(s)) shared_b += all[s].length;
    else only_b.push_back(all[s].span);
  }
  const double share_a = length_a == 0 ? 0 : static_cast<double>(shared_a) / static_cast<double>(length_a);
  const double share_b = length_b == 0 ? 0 : static_cast<double>(shared_b) / static_cast<double>(length_b);
  copy.share_of_from = swap ? share_b : share_a;
  copy.share_of_in = swap ? share_a : share_b;
  if (only_a.size() > most_shown) only_a.resize(most_shown);
  if (only_b.size() > most_shown) only_b.resize(most_shown);
  for (const auto& [s, t] : common.partner) {
    if (copy.shared.size() >= most_shown) break;
    copy.shared.push_back(swap ? std::pair(all[t].span, all[s].span) : std::pair(all[s].span, all[t].span));
  }
  copy.only_from = swap ? only_b : only_a;
  copy.only_in = swap ? only_a : only_b;
  const double low = std::min(share_a, share_b), high = std::max(share_a, share_b);
  bool verbatim = low > 0.999;
  for (const auto& [s, t] : common.partner) verbatim &= all[s].runs == all[t].runs;
  copy.kind = verbatim ? CopyKind::exact : low >= nearly_all ? CopyKind::near_copy : high >= nearly_all ? CopyKind::contained : CopyKind::passage;
  return copy;
}

}  // namespace

void find_copies(Work& work) {
  const Scene& scene = work.scene;
  std::vector<Sentence> all;
  std::vector<std::vector<std::uint32_t>> of(scene.documents->size());
  for (std::uint32_t d = 0; d < scene.documents->size(); ++d) {
    const std::size_t first = all.size();
    sentences_of((*scene.documents)[d], d, all);
    for (std::size_t s = first; s < all.size(); ++s) of[d].push_back(static_cast<std::uint32_t>(s));
  }
  Postings postings;
  std::map<Pair, Common> pairs;
  for (std::uint32_t s = 0; s < all.size(); ++s) {
    if (all[s].runs.size() < least_runs) continue;
    std::set<std::uint32_t> met;
    for (std::size_t k = 0; k < std::min(samples, all[s].runs.size()); ++k) {
      const std::uint64_t key = all[s].runs[k];
      for (const std::uint32_t other : postings.of(key)) {
        ++work.cells();
        if (all[other].document == all[s].document || !met.insert(other).second || shared_runs(all[other], all[s]) < alike) continue;
        Common& common = pairs[{all[other].document, all[s].document}];
        if (common.partner.emplace(other, s).second) common.second.insert(s);
      }
      postings.add(key, s);
    }
  }
  for (const auto& [pair, common] : pairs) work.answer.copies.push_back(weigh(scene, all, of, pair.first, pair.second, common));
}

}  // namespace locarno::relate
