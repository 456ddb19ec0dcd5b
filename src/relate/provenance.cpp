// provenance_conflict: the same quoted words, credited to different speakers.
#include <algorithm>
#include <map>
#include <set>

#include "relate/rules.hpp"

namespace locarno::relate {
namespace {

constexpr std::size_t least_han = 4, least_words = 3;
constexpr std::size_t most_speakers = 3;       // what more people say in the same words is a term, not a quotation
constexpr std::int32_t most_days = 7;

using Words = std::vector<std::u16string>;     // one entry per Han character or word

bool opens(char16_t u) { return u == 0x201C || u == 0x2018 || u == 0x300C || u == 0x300E; }
bool closes(char16_t u) { return u == 0x201D || u == 0x2019 || u == 0x300D || u == 0x300F; }
bool is_han(char16_t u) { return u >= 0x3400 && u <= 0x9FFF; }
bool is_letter(char16_t u) { return (u >= 'a' && u <= 'z') || (u >= '0' && u <= '9') || (u >= 0xC0 && u <= 0x52F); }

bool is_comma_or_stop(char16_t u) { return u == ',' || u == '.' || u == ';' || u == 0x3002 || u == '!' || u == '?'; }

/// A quoted stretch, and whether it ends its clause: terms ("peace plan") stand inside one, somebody's words often end it.
struct Stretch { Words words; bool ends_clause = false; };

/// The quoted stretches of a text that are long enough to be somebody's words.
std::vector<Stretch> quoted(std::string_view text) {
  const std::vector<char16_t> units = fold_phrase(text);
  std::vector<Stretch> out;
  Words now;
  bool inside = false;
  std::size_t han = 0;
  const auto flush = [&](std::size_t after) {
    const bool ends = after >= units.size() || is_comma_or_stop(units[after]) || (after > 1 && is_comma_or_stop(units[after - 2]));
    if (now.size() >= (han > 0 ? least_han : least_words)) out.push_back({now, ends});
    now.clear();
    han = 0;
  };
  for (std::size_t at = 0; at < units.size(); ++at) {
    const char16_t u = units[at];
    const bool apostrophe = u == 0x2019 && at > 0 && is_letter(units[at - 1]);
    if (opens(u) || (u == '"' && !inside)) { flush(0); inside = true; continue; }
    if ((closes(u) && !apostrophe) || u == '"') { flush(at + 1); inside = false; continue; }
    if (!inside) continue;
    if (is_han(u)) {
      now.push_back({u});
      ++han;
    } else if (is_letter(u)) {
      std::u16string word;
      while (at < units.size() && is_letter(units[at])) word.push_back(units[at++]);
      --at;
      now.push_back(std::move(word));
    }
  }
  flush(units.size());
  return out;
}

bool contains(const Words& longer, const Words& shorter) {
  return std::search(longer.begin(), longer.end(), shorter.begin(), shorter.end()) != longer.end();
}

std::uint64_t hash_run(const Words& words, std::size_t at, std::size_t count) {
  std::uint64_t hash = 0x9E3779B97F4A7C15u;
  for (std::size_t i = at; i < at + count; ++i) hash = (hash ^ hash_units(words[i].data(), words[i].size())) * 0x100000001B3u;
  return hash;
}

/// Names of issues, actors and places: inside a clause they are quoted as terms, not as words.
std::set<std::u16string> names_of(const Codebook* book) {
  std::set<std::u16string> names;
  if (book == nullptr) return names;
  for (std::size_t i = 0; i < book->terms.size(); ++i) {
    const Term& term = book->terms[TermId(i)];
    if (term.kind != TermKind::issue && term.kind != TermKind::actor && term.kind != TermKind::place) continue;
    if (term.cls == "hint" || term.cls == "refers") continue;   // ordinary words
    std::u16string plain;
    for (const char16_t u : fold_phrase(term.text))
      if (is_han(u) || is_letter(u)) plain.push_back(u);
    names.insert(std::move(plain));
  }
  return names;
}
std::u16string plain(const Words& words) {
  std::u16string out;
  for (const auto& w : words) out += w;
  return out;
}

struct Quoted { std::uint32_t row = 0; Words words; };

}  // namespace

void find_provenance_conflicts(Work& work) {
  const std::set<std::u16string> names = names_of(work.scene.codebook);
  std::vector<Quoted> all;
  for (std::uint32_t i = 0; i < work.scene.rows.size(); ++i) {
    const Row& row = work.scene.rows[i];
    const Record& r = *row.record;
    const bool speaks = row.document != Scene::no_document && (r.quote_type == QuoteType::direct || r.quote_type == QuoteType::mixed);
    if (!speaks || r.speaker.empty() || r.speaker_party == "NARRATOR") continue;
    for (Stretch& stretch : quoted(r.text))
      if (stretch.ends_clause || !names.contains(plain(stretch.words))) all.push_back({i, std::move(stretch.words)});
  }
  // met through runs of four characters or three words; short quotations through all of themselves
  Postings postings;
  Groups groups(all.size());
  for (std::uint32_t q = 0; q < all.size(); ++q) {
    const Words& words = all[q].words;
    const std::size_t run = is_han(words[0][0]) ? least_han : least_words;
    std::set<std::uint32_t> met;
    for (std::size_t at = 0; at + run <= words.size(); ++at) {
      const std::uint64_t key = hash_run(words, at, run);
      for (const std::uint32_t other : postings.of(key)) {
        ++work.cells();
        if (!met.insert(other).second) continue;
        const bool inside = all[other].words.size() >= words.size() ? contains(all[other].words, words) : contains(words, all[other].words);
        if (inside) groups.join(other, q);
      }
      postings.add(key, q);
    }
  }
  std::map<std::uint32_t, std::set<std::uint32_t>> rows;
  for (std::uint32_t q = 0; q < all.size(); ++q) rows[groups.find(q)].insert(all[q].row);
  for (const auto& [group, members] : rows) {
    std::set<std::string> speakers;
    std::optional<Date> first, last;
    for (const std::uint32_t i : members) {
      speakers.insert(work.scene.record(i).speaker);
      const auto& day = work.scene.rows[i].first;
      if (!day) continue;
      if (!first || *day < *first) first = day;
      if (!last || *last < *day) last = day;
    }
    if (speakers.size() < 2 || speakers.size() > most_speakers) continue;
    if (first && day_number(*last) - day_number(*first) > most_days) continue;
    std::string who;
    for (const std::string& speaker : speakers) who += (who.empty() ? "" : " / ") + speaker;
    work.add(LinkType::provenance_conflict, {members.begin(), members.end()}, {NoteKind::credited, {who}});
  }
}

}  // namespace locarno::relate
