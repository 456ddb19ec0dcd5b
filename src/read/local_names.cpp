#include "read/local_names.hpp"
#include "read/home_state.hpp"
#include "read/local_places.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace locarno::read {
namespace {

constexpr std::size_t most_names = 200;   // a list of thousands of names is a register, not a report

bool is_name_dot(char32_t c) { return c == 0xB7 || c == 0x2022 || c == 0x30FB || c == 0x2027 || c == 0xFF0E || c == '.'; }

/// What introduces a person.
struct Introduction {
  Range name;            ///< as printed
  Range spelling;        ///< in brackets after it; may be empty
  Range apposed;         ///< where body and title stand
  Range office;          ///< where the title stands
  TermId title;          ///< none: described without a title of the codebook
};

class Finder {
 public:
  Finder(const Codebook& book, const View& view, const Allegiance& whose, const std::vector<Match>& matches)
      : book_(book), view_(view), whose_(whose), matches_(matches) {
    by_end_.reserve(matches.size());
    bool far = false;   // matches come by begin, so nearly by end: each moves past the few it lies inside of
    for (std::size_t i = 0; i < matches.size(); ++i) {
      by_end_.emplace_back(matches[i].end, i);
      std::size_t k = i;
      const std::size_t nearest = i > 32 ? i - 32 : 0;
      for (; k > nearest && by_end_[k - 1].first > by_end_[k].first; --k) std::swap(by_end_[k - 1], by_end_[k]);
      far = far || (k == nearest && k > 0);
    }
    if (far) std::sort(by_end_.begin(), by_end_.end());
  }

  std::vector<Introduction> run(const std::vector<Block>& blocks) {
    for (const Block& b : blocks) {
      const bool own = b.role == BlockRole::body || b.role == BlockRole::body_translation || b.role == BlockRole::lead ||
                       b.role == BlockRole::title || b.role == BlockRole::caption;
      const Range r = own ? view_.units(b.span) : Range{};
      if (!r.empty()) block(r);
      if (out_.size() >= most_names) break;
    }
    return std::move(out_);
  }

 private:
  const Term& term(const Match& m) const { return book_.terms[m.term]; }
  bool is_person_title(const Term& t) const {
    return t.kind == TermKind::title && t.cls != "body" && t.cls != "media" && t.value != "delegation" && t.value != "embassy";
  }

  void block(Range r) {
    auto m = std::lower_bound(matches_.begin(), matches_.end(), r.begin, [](const Match& x, std::uint32_t at) { return x.begin < at; });
    for (; m != matches_.end() && m->begin < r.end && out_.size() < most_names; ++m) {
      if (m->end > r.end) continue;
      if (term(*m).kind == TermKind::actor && book_.actors[term(*m).actor].kind == ActorKind::person) full_name(*m);
      if (!is_person_title(term(*m))) continue;
      if (view_.is_han_at(m->end - 1)) after_title_zh(*m, r);
      else { apposition(*m, r); named_after(*m, r); }
    }
    descriptions(r);
    spellings(r);
  }

  using Ends = std::vector<std::pair<std::uint32_t, std::size_t>>;
  std::pair<Ends::const_iterator, Ends::const_iterator> ending_at(std::uint32_t at) const {
    const auto first = std::lower_bound(by_end_.begin(), by_end_.end(), Ends::value_type{at, 0});
    auto last = first;
    while (last != by_end_.end() && last->first == at) ++last;
    return {first, last};
  }
  bool ends_title(std::uint32_t at) const {
    const auto [first, last] = ending_at(at);
    return std::any_of(first, last, [&](const auto& i) { return term(matches_[i.second]).kind == TermKind::title; });
  }

  /// A person of the codebook under the full name: reports go on with the last part.
  void full_name(const Match& m) {
    const Range name{m.begin, m.end};
    bool parts = false;
    for (std::uint32_t i = name.begin; i < name.end; ++i) parts = parts || is_name_dot(view_.raw[i]) || view_.mark(i) == Mark::space;
    if (parts) out_.push_back({name, name, {}, {}, TermId::none()});
  }

  bool begins_term(std::uint32_t at, std::uint32_t end, bool small_words) const {
    auto m = std::lower_bound(matches_.begin(), matches_.end(), at, [](const Match& x, std::uint32_t b) { return x.begin < b; });
    for (; m != matches_.end() && m->begin == at; ++m) {
      const TermKind k = term(*m).kind;
      if (m->end > end + 12) continue;
      if (k == TermKind::cue || k == TermKind::time || k == TermKind::contact) return true;
      if (small_words && k == TermKind::joiner && (term(*m).cls == "prep" || term(*m).cls == "prep_in" || term(*m).cls == "adverb" || term(*m).cls == "continue")) return true;
    }
    return false;
  }
  /// Any word of the codebook of two characters or more in a short run, or one that opens it, says that it is no name.
  bool has_word(Range r) const {
    auto m = std::lower_bound(matches_.begin(), matches_.end(), r.begin > 3 ? r.begin - 3 : 0, [](const Match& x, std::uint32_t b) { return x.begin < b; });
    for (; m != matches_.end() && m->begin < r.end; ++m) {
      if (m->end <= r.begin || (term(*m).kind == TermKind::actor && m->begin > r.begin)) continue;   // a state's letters inside a name
      if (m->end - m->begin >= 2 || (m->begin == r.begin && term(*m).kind != TermKind::actor)) return true;
    }
    return false;
  }
  /// Somebody the codebook knows by the same short name, or by the last part of it, is not meant: another body, another office.
  bool is_namesake(Range name, const Actor* body, const Term& title) const {
    auto m = std::lower_bound(matches_.begin(), matches_.end(), name.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
    for (; m != matches_.end() && m->begin < name.end; ++m) {
      if (m->end != name.end || term(*m).kind != TermKind::actor || book_.actors[term(*m).actor].kind != ActorKind::person) continue;
      if (m->begin == name.begin && term(*m).cls != "context") return false;
      const Actor& known = book_.actors[term(*m).actor];
      return body != nullptr ? known.party != body->party : known.role != title.value;
    }
    return false;
  }
  bool begins_with_actor(Range r) const {
    auto m = std::lower_bound(matches_.begin(), matches_.end(), r.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
    for (; m != matches_.end() && m->begin == r.begin; ++m)
      if (m->end <= r.end && term(*m).kind == TermKind::actor && m->end - m->begin > 1) return true;
    return false;
  }
  bool has_actor(Range r) const {
    auto m = std::lower_bound(matches_.begin(), matches_.end(), r.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
    for (; m != matches_.end() && m->begin < r.end; ++m) {
      if (m->end <= r.end && term(*m).kind == TermKind::actor && m->end - m->begin > 1) return true;
    }
    return false;
  }

  /// Back over what describes an office: "the group M23's leader", "STATE's president NAME's spokesman", "BODY, in charge of
  /// A, B and C, 's deputy head".
  std::uint32_t description_begin(std::uint32_t at, std::uint32_t floor) const {
    const std::uint32_t from = at > floor + 40 ? at - 40 : floor;
    std::uint32_t left = at;
    while (left > from) {
      const char32_t c = view_.raw[left - 1];
      const bool spaced = view_.mark(left - 1) == Mark::space && left - 1 > from && view_.is_letter_at(left - 2);
      const bool listed = c == 0x3001 || (is_name_dot(c) && c != '.' && left - 1 > from && view_.is_han_at(left - 2));
      if (!view_.is_han_at(left - 1) && !view_.is_letter_at(left - 1) && !spaced && !listed) break;
      --left;
    }
    return left;
  }

  /// TITLE name (Spelling) | TITLE name CUE
  void after_title_zh(const Match& title, Range r) {
    const std::uint32_t b = title.end;
    std::uint32_t e = b;
    std::uint32_t last_dot = 0;
    while (e < r.end && e - b < 18 && (view_.is_han_at(e) || (e > b && is_name_dot(view_.raw[e]) && e + 1 < r.end && view_.is_han_at(e + 1)))) {
      const std::uint32_t part = last_dot == 0 ? b : last_dot + 1;
      if (view_.raw[e] == 0x7684 || (e >= part + 2 && begins_term(e, r.end, true))) break;
      if (is_name_dot(view_.raw[e])) last_dot = e;
      ++e;
    }
    Range spelling = bracketed(e, r);
    const bool dated = e < r.end && view_.raw[e] >= '0' && view_.raw[e] <= '9';   // "X on the 22nd"
    const bool quoted = e + 1 < r.end && view_.raw[e] == 0x7684 && view_.raw[e + 1] == 0x8BDD;   // "X's words"
    const bool closed = !spelling.empty() || dated || quoted || begins_term(e, r.end, true) || (last_dot != 0 && (e == r.end || !view_.is_han_at(e)));
    const std::uint32_t n = e - b;
    const std::uint32_t left = description_begin(title.begin, r.begin);
    if (!closed || n < 2 || n > (last_dot != 0 ? 17u : 7u)) return;
    for (std::uint32_t i = b; i < e; ++i)
      if (ends_title(i + 1)) return;   // the first of several titles: the last one introduces
    if (!is_namesake({b, e}, body_in({left, title.end}), term(title)) && (begins_with_actor({b, e}) || (last_dot == 0 && has_word({b, e})))) return;
    out_.push_back({{b, e}, spelling, {left, title.end}, {title.begin, title.end}, title.term});
  }

  /// "Name Name, the TITLE of BODY,": capitalised words before a comma that stands shortly before the title.
  void apposition(const Match& title, Range r) {
    std::uint32_t comma = title.begin;
    const std::uint32_t from = title.begin > r.begin + 50 ? title.begin - 50 : r.begin;
    while (comma > from && view_.mark(comma - 1) != Mark::comma && view_.mark(comma - 1) != Mark::stop) --comma;
    if (comma <= from || view_.mark(comma - 1) != Mark::comma) return;
    describe(comma - 1, r, title.term, {title.begin, title.end});
  }

  /// "its spokesman, Name N. Name, said": capitalised words between commas after a title; "Senator Name Name said".
  void named_after(const Match& title, Range r) {
    std::uint32_t b = title.end;
    const bool comma = b < r.end && view_.mark(b) == Mark::comma;
    if (comma || (b < r.end && view_.raw[b] == '.' && title.end - title.begin <= 4)) ++b;   // "Gen."
    while (b < r.end && view_.mark(b) == Mark::space) ++b;
    if (view_.mark(b) == Mark::open) {   // "Gen (Rtd) Name Name"
      std::uint32_t close = b;
      while (close < r.end && close < b + 7 && view_.mark(close) != Mark::close) ++close;
      if (close + 2 < r.end && view_.mark(close) == Mark::close && view_.mark(close + 1) == Mark::space) b = close + 2;
    }
    std::uint32_t e = b, at = b;
    int words = 0;
    while (words < 4 && at < r.end && (view_.is_capital_at(at) || (words > 0 && (view_.reads(at, r.end, "al-") || view_.reads(at, r.end, "bin ") || view_.reads(at, r.end, "al "))))) {
      while (at < r.end && (view_.is_letter_at(at) || view_.raw[at] == '-' || view_.raw[at] == 0x2019 || view_.raw[at] == '\'')) ++at;
      if (at + 1 < r.end && view_.raw[at] == '.' && at <= e + 3) ++at;   // an initial
      e = at;
      ++words;
      if (at < r.end && view_.mark(at) == Mark::space) ++at;
      else break;
    }
    if (e >= b + 2 && view_.raw[e - 1] == 0x2019) --e;
    if (words < 2 || e >= r.end || has_actor({b, e}) || (comma && view_.mark(e) != Mark::comma)) return;
    for (std::uint32_t i = b; i < e; ++i)
      if (ends_title(i)) return;
    std::uint32_t left = title.begin;
    const std::uint32_t from = title.begin > r.begin + 40 ? title.begin - 40 : r.begin;
    while (left > from && view_.mark(left - 1) != Mark::comma && (view_.mark(left - 1) != Mark::stop || ends_title(left - 1))) --left;   // "Gen."
    out_.push_back({{b, e}, {}, {left, title.end}, {title.begin, title.end}, title.term});
  }

  /// "Name Name, the ... of BODY, said": without a title of the codebook, when a description of a body follows.
  void descriptions(Range r) {
    for (std::uint32_t i = r.begin + 5; i + 8 < r.end; ++i) {
      i = view_.next_with(View::parts_bit, i, r.end);
      if (i + 8 >= r.end) return;
      if (view_.mark(i) != Mark::comma) continue;
      if (out_.size() >= most_names) return;
      if (!(view_.reads(i + 1, r.end, " the ") || view_.reads(i + 1, r.end, " a ") || view_.reads(i + 1, r.end, " an ") || view_.reads(i + 1, r.end, " who "))) continue;
      describe(i, r, TermId::none(), {});
    }
  }

  void describe(std::uint32_t end, Range r, TermId title, Range office) {
    std::uint32_t b = end;
    int words = 0;
    while (words < 5) {
      std::uint32_t w = b;
      while (w > r.begin && view_.mark(w - 1) == Mark::space) --w;
      std::uint32_t start = w;
      while (start > r.begin && (view_.is_letter_at(start - 1) || view_.raw[start - 1] == '-' || view_.raw[start - 1] == 0x2019 || view_.raw[start - 1] == '\'')) --start;
      if (start == w || w - start > 24) break;
      const bool particle = words > 0 && w - start <= 3 && (view_.reads(start, w, "al") || view_.reads(start, w, "bin") || view_.reads(start, w, "van") || view_.reads(start, w, "de"));
      if (!view_.is_capital_at(start) && !particle && !(w - start > 3 && view_.reads(start, w, "al-"))) break;
      b = start;
      ++words;
    }
    if (words < 2 || has_actor({b, end})) return;
    std::uint32_t stop = end + 1;
    while (stop < r.end && stop < end + 90 && view_.mark(stop) != Mark::comma && view_.mark(stop) != Mark::stop) ++stop;
    const Range apposed{end + 1, stop};
    if (title.is_none() && body_in(apposed) == nullptr) {   // "a member of the government delegation"
      for (auto m = std::lower_bound(matches_.begin(), matches_.end(), apposed.begin, [](const Match& x, std::uint32_t at) { return x.begin < at; });
           m != matches_.end() && m->begin < apposed.end; ++m)
        if (m->end <= apposed.end && term(*m).kind == TermKind::title && term(*m).cls == "body" && term(*m).value == "government") {
          out_.push_back({{b, end}, {}, apposed, {m->begin, m->end}, m->term});
          return;
        }
      return;
    }
    out_.push_back({{b, end}, {}, apposed, office, title});
  }

  /// The Latin words in brackets at `at`.
  Range bracketed(std::uint32_t at, Range r) const {
    if (at >= r.end || view_.mark(at) != Mark::open) return {};
    std::uint32_t e = at + 1;
    while (e < r.end && e < at + 50 && view_.mark(e) != Mark::close) ++e;
    if (e >= r.end || view_.mark(e) != Mark::close || e < at + 4 || !view_.is_capital_at(at + 1)) return {};
    for (std::uint32_t i = at + 1; i < e; ++i)
      if (view_.is_han_at(i)) return {};
    std::uint32_t comma = at + 1;
    while (comma < e && view_.mark(comma) != Mark::comma) ++comma;
    return {at + 1, comma};
  }

  /// name (Spelling), where the spelling is one the codebook knows and the name is not.
  void spellings(Range r) {
    for (std::uint32_t i = r.begin + 2; i + 4 < r.end; ++i) {
      i = view_.next_with(View::depth_bit, i, r.end);
      if (i + 4 >= r.end) return;
      if (view_.mark(i) != Mark::open) continue;
      if (out_.size() >= most_names) return;
      const Range spelling = bracketed(i, r);
      if (spelling.empty() || known_at(spelling) == nullptr) continue;
      std::uint32_t e = i;
      while (e > r.begin && view_.mark(e - 1) == Mark::space) --e;
      const bool quoted = view_.mark(e - 1) == Mark::close_quote;
      if (quoted) --e;
      std::uint32_t b = e;
      while (b > r.begin && e - b < 16 && (view_.is_han_at(b - 1) || (is_name_dot(view_.raw[b - 1]) && b < e))) {
        if (!quoted && ends_name_before(b, b == e)) break;
        --b;
      }
      if (quoted && (b == r.begin || view_.mark(b - 1) != Mark::open_quote)) continue;
      if (e - b < 2 || e - b >= 16 || has_actor({b, e})) continue;
      out_.push_back({{b, e}, spelling, {}, {}, TermId::none()});
    }
  }
  /// Does a title, a state or a small word end here, so that the name begins?
  bool ends_name_before(std::uint32_t at, bool at_bracket) const {
    const auto [first, last] = ending_at(at);
    for (auto i = first; i != last; ++i) {
      const TermKind k = term(matches_[i->second]).kind;
      if (k == TermKind::title || (k == TermKind::actor && !at_bracket) || k == TermKind::place) return true;
      if (k == TermKind::joiner && !at_bracket) return true;
    }
    return false;
  }

 public:
  /// The actor the codebook knows by these words.
  const Match* known_at(Range spelling) const {
    auto m = std::lower_bound(matches_.begin(), matches_.end(), spelling.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
    const Match* best = nullptr;
    for (; m != matches_.end() && m->begin < spelling.end; ++m) {
      const Term& t = term(*m);
      if (t.kind != TermKind::actor || m->end > spelling.end || t.cls == "adjective") continue;
      const ActorKind kind = book_.actors[t.actor].kind;
      if (m->end == spelling.end && (kind == ActorKind::person || m->begin == spelling.begin)) { if (best == nullptr) best = &*m; }
    }
    return best;
  }
  /// Of the rows of a person that match at one place, the one that holds its office on the day.
  ActorId holder_on(const Match& match, Date day) const {
    ActorId best = term(match).actor;
    const auto held = [&](const Actor& a) { return (!a.from || earliest(*a.from) <= day) && (!a.to || day <= latest(*a.to)); };
    if (book_.actors[best].kind != ActorKind::person) return best;
    auto m = std::lower_bound(matches_.begin(), matches_.end(), match.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
    for (; m != matches_.end() && m->begin == match.begin; ++m) {
      if (m->end != match.end || term(*m).kind != TermKind::actor) continue;
      const Actor& a = book_.actors[term(*m).actor];
      if (a.kind == ActorKind::person && held(a) && !held(book_.actors[best])) best = term(*m).actor;
    }
    return best;
  }
  /// "envoy for the X question", "envoy on X": what the office is about, not whose it is.
  bool is_topic(const Match& m) const {
    if (view_.is_han_at(m.begin)) {
      if (m.end + 1 >= view_.size()) return false;
      const char32_t a = view_.raw[m.end], b = view_.raw[m.end + 1];
      return (a == 0x95EE && b == 0x9898) || (a == 0x4E8B && b == 0x52A1) || (a == 0x5C40 && b == 0x52BF);
    }
    std::uint32_t p = m.begin;
    while (p > 0 && view_.mark(p - 1) == Mark::space) --p;
    if (p >= 4 && view_.reads(p - 3, p, "the")) { p -= 3; while (p > 0 && view_.mark(p - 1) == Mark::space) --p; }
    const bool word = p >= 4 && (view_.reads(p - 3, p, "for") || view_.reads(p - 2, p, "on") || view_.reads(p - 2, p, "to"));
    return word && view_.mark(view_.reads(p - 3, p, "for") ? p - 4 : p - 3) == Mark::space;
  }
  /// "BODY in charge of ... 's deputy head" (Chinese): the body, not what it is in charge of.
  const Actor* in_charge(Range apposed) const {
    auto m = std::lower_bound(matches_.begin(), matches_.end(), apposed.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
    for (; m != matches_.end() && m->begin < apposed.end; ++m) {
      if (term(*m).kind != TermKind::actor || m->end + 1 >= apposed.end) continue;
      const char32_t c = view_.raw[m->end], d = view_.raw[m->end + 1];
      const bool charged = (c == 0x8D1F && d == 0x8D23) || (c == 0x4E3B && (d == 0x7BA1 || d == 0x7406)) || (c == 0x5206 && d == 0x7BA1);
      const Actor& a = book_.actors[term(*m).actor];
      if (charged && a.kind != ActorKind::person && a.kind != ActorKind::outlet) return &a;
    }
    return nullptr;
  }

  /// The party of the body that stands with the title: the last state, organisation or group before it.
  const Actor* body_in(Range apposed) const {
    auto m = std::lower_bound(matches_.begin(), matches_.end(), apposed.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
    const Actor* found = nullptr;
    if (const Actor* charged = in_charge(apposed)) return charged;
    std::uint32_t passed = 0;   // of two states that overlap in letters the first is meant
    for (; m != matches_.end() && m->begin < apposed.end; ++m) {
      const Term& t = term(*m);
      if (t.kind != TermKind::actor || m->end > apposed.end || m->begin < passed) continue;
      std::vector<const Actor*> namesakes = {&book_.actors[t.actor]};
      for (auto k = m + 1; k != matches_.end() && k->begin == m->begin; ++k)
        if (k->end == m->end && term(*k).kind == TermKind::actor) namesakes.push_back(&book_.actors[term(*k).actor]);
      const bool doubtful = std::any_of(namesakes.begin(), namesakes.end(), [&](const Actor* other) { return other->party != namesakes.front()->party; });
      const Actor* one = doubtful && namesakes.front()->kind != ActorKind::person ? whose_.only_named(namesakes, m->end - m->begin == 1) : namesakes.front();
      passed = m->end;
      if (one == nullptr) continue;
      const Actor& a = *one;
      // "X's deputy": of X's side
      const bool owner = a.kind == ActorKind::person && m->end < apposed.end && view_.raw[m->end] == 0x7684;
      if ((a.kind == ActorKind::person && !owner) || a.kind == ActorKind::outlet) continue;
      if (is_topic(*m)) continue;
      if (m->begin > 0 && view_.raw[m->begin - 1] == 0x9A7B) continue;   // accredited to a state, not of it
      if (found == nullptr || view_.is_han_at(m->begin)) found = &a;
    }
    return found;
  }

  /// "its spokesman", "their leader"
  bool is_possessed(Range apposed) const {
    const std::uint32_t b = apposed.begin;
    if (view_.is_han_at(b)) return view_.raw[b] == 0x5176;
    std::uint32_t at = b;
    while (at < apposed.end && view_.mark(at) == Mark::space) ++at;
    return view_.reads(at, apposed.end, "its ") || view_.reads(at, apposed.end, "their ") || view_.reads(at, apposed.end, "the group");
  }
  /// "in Switzerland", "to Cairo": where, not who.
  bool is_where(const Match& m) const {
    if (view_.is_han_at(m.begin)) return false;
    std::uint32_t p = m.begin;
    while (p > 0 && view_.mark(p - 1) == Mark::space) --p;
    return p >= 4 && (view_.reads(p - 3, p, " in") || view_.reads(p - 3, p, " to") || view_.reads(p - 3, p, " at") || view_.reads(p - 5, p, " from"));
  }
  /// The body last spoken of in the paragraph.
  const Actor* body_before(std::uint32_t at) const {
    auto m = std::lower_bound(matches_.begin(), matches_.end(), at, [](const Match& x, std::uint32_t b) { return x.begin < b; });
    while (m != matches_.begin()) {
      --m;
      if (m->begin + 250 < at) return nullptr;
      const Term& t = term(*m);
      if (t.kind != TermKind::actor) continue;
      const Actor& a = book_.actors[t.actor];
      if (a.kind != ActorKind::outlet && a.kind != ActorKind::person && !a.party.empty() && a.party.find(';') == std::string::npos && !is_where(*m)) return &a;
    }
    return nullptr;
  }

 private:
  const Codebook& book_;
  const View& view_;
  const Allegiance& whose_;
  const std::vector<Match>& matches_;
  Ends by_end_;   ///< end and index of each match, ascending
  std::vector<Introduction> out_;
};

/// The last part of a name: the surname, as reports go on with it.
Range last_part(const View& view, Range name) {
  std::uint32_t b = name.end;
  if (view.is_han_at(name.begin)) {
    while (b > name.begin && !is_name_dot(view.raw[b - 1])) --b;
  } else {
    while (b > name.begin && view.mark(b - 1) != Mark::space) --b;
  }
  return {b, name.end};
}

std::u32string folded(const View& view, Range r) {
  std::u32string out;
  for (std::uint32_t i = r.begin; i < r.end; ++i) out += static_cast<char32_t>(view.unit(i));
  return out;
}

}  // namespace

LocalNames find_local_names(const Codebook& book, const View& view, const Document& document, const Allegiance& whose,
                            std::vector<Match>& matches, const Actor* home) {
  Finder finder(book, view, whose, matches);
  const std::vector<Introduction> found = finder.run(document.blocks);
  const Date day = document.published ? earliest(*document.published) : Date{9999, 12, 31};
  LocalNames local;
  std::map<std::u32string, ActorId> known;
  std::map<char32_t, std::vector<std::pair<std::u32string, TermId>>> names;
  const auto name_it = [&](Range r, ActorId actor) {
    std::u32string words = folded(view, r);
    if (words.size() < 2 || (view.is_letter_at(r.begin) && words.size() < 4) || !known.emplace(words, actor).second) return;
    Term t;
    t.kind = TermKind::actor;
    t.text = view.words(r);
    t.actor = actor;
    t.where = "named in the report";
    local.terms.push_back(std::move(t));
    const TermId id(book.terms.size() + local.terms.size() - 1);
    names[words.front()].emplace_back(std::move(words), id);
  };
  for (const Introduction& who : found) {
    const Match* spelled = who.spelling.empty() ? nullptr : finder.known_at(who.spelling);
    ActorId actor;
    if (spelled != nullptr) {
      actor = finder.holder_on(*spelled, day);
    } else if (const auto before = known.find(folded(view, who.name)); before != known.end()) {
      continue;
    } else if (who.apposed.empty()) {
      continue;
    } else {
      const Actor* body = finder.body_in(who.apposed);
      if (body == nullptr && finder.is_possessed(who.apposed)) body = finder.body_before(std::min(who.name.begin, who.apposed.begin));
      Actor a;
      a.canonical = view.words(who.spelling.empty() ? who.name : who.spelling);
      a.id = "new:" + a.canonical;
      a.kind = ActorKind::person;
      const bool expert = !who.title.is_none() && book.terms[who.title].cls == "expert";
      a.party = expert ? "EXPERT" : body != nullptr ? body->party : "UNKNOWN";
      a.org = body != nullptr ? body->canonical : "";
      if (!who.title.is_none()) a.role = book.terms[who.title].value;
      if (body == nullptr && !expert && !who.title.is_none()) {
        const Term& title = book.terms[who.title];
        const Inferred owner = Allegiance::is_of_group(title) ? whose.of_group() : whose.of_office(title, who.office);
        if (owner) {
          a.party = owner.party;
          local.inferred[a.id] = owner.evidence;
        } else if (home != nullptr && view.is_letter_at(who.name.begin) && is_domestic(title.cls, title.value)) {
          a.party = home->party;   // "Senator X" in a report on one state
          local.inferred[a.id] = "a party inferred from the state the report is about";
        }
      }
      local.actors.push_back(std::move(a));
      actor = ActorId(book.actors.size() + local.actors.size() - 1);
    }
    name_it(who.name, actor);
    name_it(last_part(view, who.name), actor);
  }
  for (auto& [first, list] : names)
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  const auto is_actor = [&](const Match& m) {
    return book.terms[m.term].kind == TermKind::actor;
  };
  if (!names.empty()) {
    std::vector<bool> is_new;
    for (const Term& t : local.terms) is_new.push_back(t.actor.index() >= book.actors.size());
    add_places(view, names, is_actor, is_new, book.terms.size(), matches);
  }
  return local;
}

}  // namespace locarno::read
