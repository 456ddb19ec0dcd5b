// translation, translation_divergent: the same in Chinese and English, inside one bilingual report and across reports.
// Order, holders, labels, names and numbers say which belong together; words are never translated.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "relate/rules.hpp"

namespace locarno::relate {
namespace {

constexpr double enough = 4.0;            // weight of a pair of two reports that may be aligned
constexpr double enough_inside = 2.5;     // of one bilingual report: the order of the text says more
constexpr std::size_t band = 60;          // how far apart in order two records of a pair may stand
constexpr std::size_t most_partners = 6;  // reports of the other language one report is compared with
constexpr std::int32_t most_days = 3;
constexpr double share_of_translation = 0.6;

struct Side {
  std::vector<std::uint32_t> rows;   ///< in order of the text
  std::vector<double> place;         ///< 0..1: how far into this language's text
};

/// The rows of one document in Chinese (true) or English, with their place among its text in that language.
Side rows_of(const Scene& scene, std::uint32_t document, bool is_han) {
  Side side;
  std::vector<double> starts;
  double written = 0;
  const Document& d = (*scene.documents)[document];
  std::vector<double> before(d.blocks.size() + 1, 0);
  for (std::size_t i = 0; i < d.blocks.size(); ++i) {
    before[i] = written;
    const Language language = d.blocks[i].language;
    const bool han = language == Language::zh_hans || language == Language::zh_hant;
    const BlockRole role = d.blocks[i].role;
    const bool own = role == BlockRole::body || role == BlockRole::body_translation || role == BlockRole::lead;
    if (own && han == is_han && language != Language::unknown) written += d.blocks[i].span.size();
  }
  for (const std::uint32_t row : scene.of_document[document]) {
    const Row& r = scene.rows[row];
    if (r.is_han() != is_han || r.is_title) continue;
    double at = 0;
    if (r.block >= 0) at = before[static_cast<std::size_t>(r.block)] + (r.record->span.begin - d.blocks[static_cast<std::size_t>(r.block)].span.begin);
    side.rows.push_back(row);
    side.place.push_back(written > 0 ? at / written : 0);
  }
  if (written <= 0)   // no blocks: the order of the records stands for the place
    for (std::size_t i = 0; i < side.place.size(); ++i) side.place[i] = static_cast<double>(i) / static_cast<double>(side.place.size());
  return side;
}

bool issues_meet(const Record& a, const Record& b) {
  const auto in = [](const Record& r, const std::string& issue) {
    return std::find(r.issues_other.begin(), r.issues_other.end(), issue) != r.issues_other.end();
  };
  return in(a, b.issue) || in(b, a.issue);
}

double weigh_labels(const Row& a, const Row& b) {
  const Record& x = *a.record;
  const Record& y = *b.record;
  double score = 0;
  if (a.holders == b.holders) score += x.speaker == y.speaker ? 3 : 2;
  else if (shares_any(a.holders, b.holders)) score += 1.5;
  else if (x.speaker_party != "NARRATOR" && y.speaker_party != "NARRATOR") score -= 2;
  if (x.issue == y.issue) score += 3;
  else score += issues_meet(x, y) ? 1.5 : -1;
  if (x.stance == y.stance) score += 1;
  else if (side_of(x.stance) * side_of(y.stance) < 0) score -= 1;
  score += x.kind == y.kind ? 1 : (x.kind == RecordKind::contact) != (y.kind == RecordKind::contact) ? -1.5 : -0.5;
  if (x.negated == y.negated) score += 0.25;
  if (x.date && y.date) score += *x.date == *y.date ? 0.5 : 0;
  if (!x.location.empty() && x.location == y.location) score += 1;
  return score;
}

/// Names, concepts and numbers in both.
double weigh_contents(const Row& a, const Row& b) {
  double score = 2 * jaccard(a.facets->parties, b.facets->parties) + 2 * jaccard(a.facets->concepts, b.facets->concepts);
  double numbers = 0;
  for (const Quantity& p : a.facets->quantities)
    for (const Quantity& q : b.facets->quantities)
      if (p.value && q.value && p.unit == q.unit) numbers += *p.value == *q.value ? 1.5 : -0.5;
  return score + std::clamp(numbers, -1.5, 3.0);
}

struct Alignment {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;   ///< rows: zh, en
  std::vector<double> weights;
};

/// The best order-keeping alignment of two sides, within a band around equal places. O(rows * band).
Alignment align(const Scene& scene, const Side& zh, const Side& en, double least, std::uint64_t& cells) {
  const std::size_t n = zh.rows.size(), m = en.rows.size();
  Alignment out;
  if (n == 0 || m == 0) return out;
  // row i may meet columns [low[i], low[i] + width); both ends ascend with i
  const std::size_t width = std::min(m, 2 * band + 1);
  std::vector<std::size_t> low(n);
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t middle = static_cast<std::size_t>(std::lower_bound(en.place.begin(), en.place.end(), zh.place[i]) - en.place.begin());
    low[i] = std::min(middle > band ? middle - band : 0, m - width);
    if (i > 0) low[i] = std::max(low[i], low[i - 1]);
  }
  std::vector<std::vector<double>> best(n, std::vector<double>(width, 0));
  std::vector<std::vector<std::uint8_t>> from(n, std::vector<std::uint8_t>(width, 0));
  std::vector<std::vector<double>> weight(n, std::vector<double>(width, 0));
  const auto value = [&](std::size_t i, std::size_t column) -> double {   // best of rows < i, columns < column
    if (i == 0 || column == 0) return 0;
    if (column - 1 < low[i - 1]) return 0;
    return best[i - 1][std::min(column - 1 - low[i - 1], width - 1)];
  };
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < width; ++k) {
      ++cells;
      const std::size_t column = low[i] + k;
      const Row& a = scene.rows[zh.rows[i]];
      const Row& b = scene.rows[en.rows[column]];
      double w = weigh_labels(a, b) + weigh_contents(a, b);
      w += 3 - 60 * std::min(0.2, std::abs(zh.place[i] - en.place[column]));
      weight[i][k] = w;
      best[i][k] = value(i, column + 1);
      from[i][k] = 1;   // leave the Chinese row out
      if (k > 0 && best[i][k - 1] > best[i][k]) { best[i][k] = best[i][k - 1]; from[i][k] = 2; }
      if (w >= least && value(i, column) + w > best[i][k]) { best[i][k] = value(i, column) + w; from[i][k] = 3; }
    }
  for (std::size_t i = n, column = m; i > 0 && column > 0;) {
    const std::size_t row = i - 1;
    if (column - 1 < low[row]) { --i; continue; }
    const std::size_t k = std::min(column - 1 - low[row], width - 1);
    column = low[row] + k + 1;
    if (from[row][k] == 1) { --i; continue; }
    if (from[row][k] == 2) { --column; continue; }
    out.pairs.emplace_back(zh.rows[row], en.rows[column - 1]);
    out.weights.push_back(weight[row][k]);
    --i;
    --column;
  }
  std::reverse(out.pairs.begin(), out.pairs.end());
  std::reverse(out.weights.begin(), out.weights.end());
  return out;
}

/// Leaves open whether it will be so. A plan does not: English says "will" where Chinese says nothing.
bool is_open(Hedge hedge) { return hedge != Hedge::none && hedge != Hedge::planned; }
bool is_quoted(QuoteType type) { return type == QuoteType::direct || type == QuoteType::mixed; }

/// Differences that a reader of one version would not learn: not the wording, but who, how firmly, when.
std::vector<std::string> divergence(const Row& a, const Row& b) {
  const Record& x = *a.record;
  const Record& y = *b.record;
  std::vector<std::string> out;
  const auto add = [&](const char* what) { out.emplace_back(what); };
  if (x.speaker_party != y.speaker_party) add("attribution");
  const bool turned = side_of(x.stance) != side_of(y.stance);
  if (turned || x.stance_if.has_value() != y.stance_if.has_value() || is_open(x.hedge) != is_open(y.hedge)) add("strength");
  if (x.issue != y.issue && !issues_meet(x, y)) add("issue");
  if (is_quoted(x.quote_type) != is_quoted(y.quote_type)) add("quotation");
  if (x.date != y.date && x.date && y.date) add("date");
  return out;
}

void add_pairs(Work& work, const Alignment& alignment) {
  for (const auto& [zh, en] : alignment.pairs) {
    std::vector<std::string> differs = divergence(work.scene.rows[zh], work.scene.rows[en]);
    work.translations.emplace_back(zh, en);
    if (differs.empty()) work.add(LinkType::translation, {zh, en}, {});
    else work.add(LinkType::translation_divergent, {zh, en}, {NoteKind::differs_in, std::move(differs)});
  }
}

bool within_days(const Document& a, const Document& b) {
  if (!a.published || !b.published) return true;
  return std::abs(day_number(*a.published) - day_number(*b.published)) <= most_days;
}

/// Keys of a document's records: who holds what on which issue.
std::set<std::uint64_t> keys_of(const Scene& scene, const Side& side) {
  std::set<std::uint64_t> keys;
  for (const std::uint32_t row : side.rows) {
    const Row& r = scene.rows[row];
    for (const std::string& holder : r.holders) {
      if (!is_real_party(holder)) continue;
      std::uint64_t hash = 0xCBF29CE484222325u;
      for (const char c : holder + "/" + r.record->issue + "/" + std::string(to_string(r.record->stance)))
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
      keys.insert(hash);
    }
  }
  return keys;
}

/// Reports in the two languages that speak of the same: by shared keys, at most most_partners each.
void across(Work& work) {
  const Scene& scene = work.scene;
  std::vector<Side> zh(scene.documents->size()), en(scene.documents->size());
  Postings postings;
  std::vector<std::set<std::uint64_t>> keys(scene.documents->size());
  for (std::uint32_t d = 0; d < zh.size(); ++d) {
    zh[d] = rows_of(scene, d, true);
    en[d] = rows_of(scene, d, false);
    if (!zh[d].rows.empty() && !en[d].rows.empty()) continue;   // bilingual: aligned with itself
    keys[d] = keys_of(scene, zh[d].rows.empty() ? en[d] : zh[d]);
    if (!en[d].rows.empty())
      for (const std::uint64_t key : keys[d]) postings.add(key, d);
  }
  for (std::uint32_t d = 0; d < zh.size(); ++d) {
    if (zh[d].rows.empty() || !en[d].rows.empty()) continue;
    std::map<std::uint32_t, std::size_t> shared;
    for (const std::uint64_t key : keys[d])
      for (const std::uint32_t other : postings.of(key)) {
        ++work.cells();
        if (within_days((*scene.documents)[d], (*scene.documents)[other])) ++shared[other];
      }
    std::vector<std::pair<std::size_t, std::uint32_t>> order;
    for (const auto& [other, count] : shared)
      if (count >= 2 && 5 * count >= 2 * std::min(keys[d].size(), keys[other].size())) order.emplace_back(count, other);
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    if (order.size() > most_partners) order.resize(most_partners);
    for (const auto& [count, other] : order) {
      const Alignment close = align(scene, zh[d], en[other], enough, work.cells());
      const double most = static_cast<double>(std::max(zh[d].rows.size(), en[other].rows.size()));
      const bool is_translation = close.pairs.size() >= 2 && static_cast<double>(close.pairs.size()) >= share_of_translation * most;
      if (!is_translation) continue;
      add_pairs(work, close);
      Copy copy{std::min(d, other), std::max(d, other), CopyKind::translation, 0, 0, {}, {}, {}};
      copy.share_of_from = copy.share_of_in = static_cast<double>(close.pairs.size()) / most;
      work.answer.copies.push_back(std::move(copy));
    }
  }
}

}  // namespace

void find_translations(Work& work) {
  for (std::uint32_t d = 0; d < work.scene.documents->size(); ++d) {
    const Side zh = rows_of(work.scene, d, true), en = rows_of(work.scene, d, false);
    if (zh.rows.empty() || en.rows.empty()) continue;
    add_pairs(work, align(work.scene, zh, en, enough_inside, work.cells()));
  }
  across(work);
}

}  // namespace locarno::relate
