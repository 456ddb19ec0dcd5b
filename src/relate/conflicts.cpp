// contradiction and headline_overstates. provenance_conflict: provenance.cpp.
#include <algorithm>
#include <map>
#include <set>

#include "relate/rules.hpp"

namespace locarno::relate {
namespace {

constexpr std::int32_t days_of_window = 14;   // opposed positions a fortnight apart may be a development, not a conflict
constexpr std::size_t most_of_holder = 8;
constexpr double common_ground = 0.5;         // how much two opposed records must speak of the same

bool is_for(Attitude stance) { return stance == Attitude::support || stance == Attitude::demand || stance == Attitude::offer; }

double ground(const Work& work, std::uint32_t a, std::uint32_t b) {
  const Row& x = work.scene.rows[a];
  const Row& y = work.scene.rows[b];
  const double least = std::min(work.weights.of(x.features), work.weights.of(y.features));
  const double words = least > 0 ? work.weights.shared(x.features, y.features) / least : 0;
  return jaccard(x.facets->parties, y.facets->parties) + jaccard(x.facets->concepts, y.facets->concepts) + 2 * words +
         (x.document == y.document ? 0.1 : 0);
}

/// Which phrase of deciding a record holds: "by X", "only X", with a word of deciding.
class Deciding {
 public:
  explicit Deciding(const Codebook* book) {
    if (book == nullptr) return;
    for (std::size_t i = 0; i < book->terms.size(); ++i) {
      const Term& term = book->terms[TermId(i)];
      if (term.kind != TermKind::relation) continue;
      const std::vector<char16_t> form = fold_phrase(term.text);
      words_[term.cls].emplace_back(form.begin(), form.end());
    }
  }
  bool has(const std::u16string& text, const char* cls) const {
    const auto list = words_.find(cls);
    if (list == words_.end()) return false;
    return std::any_of(list->second.begin(), list->second.end(), [&](const std::u16string& w) { return stands(text, w); });
  }

 private:
  static bool is_letter(char16_t u) { return u >= 'a' && u <= 'z'; }
  static bool stands(const std::u16string& text, const std::u16string& word) {
    for (std::size_t at = text.find(word); at != std::u16string::npos; at = text.find(word, at + 1)) {
      const std::size_t end = at + word.size();
      const bool cut = (is_letter(word.front()) && at > 0 && is_letter(text[at - 1])) ||
                       (is_letter(word.back()) && end < text.size() && is_letter(text[end]));
      if (!cut) return true;
    }
    return false;
  }
  std::map<std::string, std::vector<std::u16string>, std::less<>> words_;
};

/// Two sources say of one issue that others are to decide it.
void find_rival_deciders(Work& work) {
  const Deciding deciding(work.scene.codebook);
  struct Claim { std::uint32_t row; bool only; };
  std::map<std::string, std::vector<Claim>> by_issue;
  for (std::uint32_t i = 0; i < work.scene.rows.size(); ++i) {
    const Row& row = work.scene.rows[i];
    if (row.document == Scene::no_document || row.facets->parties.empty() || row.record->kind == RecordKind::contact) continue;
    const std::vector<char16_t> units = fold_phrase(row.record->text);
    const std::u16string text(units.begin(), units.end());
    if (!deciding.has(text, "decide")) continue;
    const bool only = deciding.has(text, "only");
    if (!only && !deciding.has(text, "by")) continue;
    auto& list = by_issue[row.record->issue];
    if (list.size() < most_postings) list.push_back({i, only});
  }
  for (const auto& [issue, list] : by_issue) {
    std::set<std::pair<std::string, std::string>> told;
    for (std::size_t a = 0; a < list.size(); ++a)
      for (std::size_t b = a + 1; b < list.size(); ++b) {
        ++work.cells();
        const Row& x = work.scene.rows[list[a].row];
        const Row& y = work.scene.rows[list[b].row];
        if (x.record->speaker_party == y.record->speaker_party || x.facets->parties == y.facets->parties) continue;
        const bool apart = !shares_any(x.facets->parties, y.facets->parties);
        if (!apart && !list[a].only && !list[b].only) continue;
        if (x.first && y.first && std::abs(day_number(*x.first) - day_number(*y.first)) > 4 * days_of_window) continue;
        if (told.insert(std::minmax(x.record->speaker_party, y.record->speaker_party)).second)
          work.add(LinkType::contradiction, {list[a].row, list[b].row}, "who decides on " + issue);
      }
  }
}

/// For and against one issue within a fortnight; of each pair of parties the two records that speak most of the same.
void find_opposed(Work& work) {
  struct Sides { std::vector<std::uint32_t> pro, con; };
  std::map<std::pair<std::string, std::int32_t>, std::map<std::string, Sides>> windows;
  for (std::uint32_t i = 0; i < work.scene.rows.size(); ++i) {
    const Row& row = work.scene.rows[i];
    const Record& r = *row.record;
    if (row.document == Scene::no_document || !row.first || r.kind == RecordKind::contact || r.issue.starts_with("other:") || row.is_title) continue;
    if (!is_for(r.stance) && r.stance != Attitude::oppose) continue;
    for (const std::string& holder : row.holders) {
      if (!is_real_party(holder)) continue;
      Sides& sides = windows[{r.issue, day_number(*row.first) / days_of_window}][holder];
      auto& list = r.stance == Attitude::oppose ? sides.con : sides.pro;
      if (list.size() < most_of_holder) list.push_back(i);
    }
  }
  std::set<Pair> told;
  for (const auto& [key, holders] : windows)
    for (const auto& [pro_holder, pro] : holders)
      for (const auto& [con_holder, con] : holders) {
        if (pro_holder == con_holder) continue;
        std::optional<Pair> best;
        double most = common_ground;
        for (const std::uint32_t a : pro.pro)
          for (const std::uint32_t b : con.con) {
            ++work.cells();
            if (work.scene.rows[a].holders == work.scene.rows[b].holders) continue;
            const double score = ground(work, a, b);
            if (score > most) { most = score; best = Pair{std::min(a, b), std::max(a, b)}; }
          }
        if (best && told.insert(*best).second)
          work.add(LinkType::contradiction, {best->first, best->second}, pro_holder + " for, " + con_holder + " against: " + key.first);
      }
}

bool is_bounded(const Record& r) {
  return r.stance_if || r.hedge == Hedge::conditional || r.hedge == Hedge::possible || r.hedge == Hedge::probable;
}
bool is_flat(const Record& r) {
  return !r.stance_if && (r.hedge == Hedge::none || r.hedge == Hedge::planned) && side_of(r.stance) != 0;
}

/// What holds the headline's claim back in the text: a condition on the same issue, else a bargain in one sentence.
std::optional<std::uint32_t> bound_for(Work& work, const std::vector<std::uint32_t>& list, std::uint32_t title) {
  const Row& head = work.scene.rows[title];
  std::map<std::string, std::set<std::string>> issues_of_group;
  for (const std::uint32_t i : list)
    if (!work.scene.record(i).group.empty()) issues_of_group[work.scene.record(i).group].insert(work.scene.record(i).issue);
  std::optional<std::uint32_t> bargain;
  for (const std::uint32_t i : list) {
    ++work.cells();
    const Row& row = work.scene.rows[i];
    const Record& r = *row.record;
    if (row.is_title || !shares_any(row.holders, head.holders) || r.kind == RecordKind::contact || side_of(r.stance) != side_of(head.record->stance)) continue;
    const auto has = [&](const std::string& issue) { return r.issue == issue || std::find(r.issues_other.begin(), r.issues_other.end(), issue) != r.issues_other.end(); };
    if (has(head.record->issue) && is_bounded(r)) return i;
    const auto group = issues_of_group.find(r.group);
    const bool beside = group != issues_of_group.end() && group->second.contains(head.record->issue) && group->second.size() > 1;
    if (!bargain && r.stance == Attitude::concede && beside && r.issue != head.record->issue) bargain = i;
  }
  return bargain;
}

}  // namespace

void find_contradictions(Work& work) {
  find_rival_deciders(work);
  find_opposed(work);
}

void find_headlines(Work& work) {
  for (const auto& list : work.scene.of_document)
    for (const std::uint32_t title : list) {
      const Row& row = work.scene.rows[title];
      if (!row.is_title || row.record->kind == RecordKind::contact || !is_flat(*row.record)) continue;
      if (const auto bound = bound_for(work, list, title))
        work.add(LinkType::headline_overstates, {title, *bound}, "the headline is flat, the text sets a condition or a limit");
    }
}

}  // namespace locarno::relate
