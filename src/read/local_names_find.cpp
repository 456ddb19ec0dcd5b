#include "read/local_names_find.hpp"

namespace locarno::read {
namespace {

constexpr std::size_t most_names = 200;   // a list of thousands of names is a register, not a report

}  // namespace

NameFinder::NameFinder(const Codebook& book, const View& view, const Allegiance& whose, const std::vector<Match>& matches)
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

std::vector<Introduction> NameFinder::run(const std::vector<Block>& blocks) {
  for (const Block& b : blocks) {
    const bool own = b.role == BlockRole::body || b.role == BlockRole::body_translation || b.role == BlockRole::lead ||
                     b.role == BlockRole::title || b.role == BlockRole::caption;
    const Range r = own ? view_.units(b.span) : Range{};
    if (!r.empty()) block(r);
    if (out_.size() >= most_names) break;
  }
  return std::move(out_);
}

void NameFinder::block(Range r) {
  auto m = std::lower_bound(matches_.begin(), matches_.end(), r.begin, [](const Match& x, std::uint32_t at) { return x.begin < at; });
  for (; m != matches_.end() && m->begin < r.end && out_.size() < most_names; ++m) {
    if (m->end > r.end) continue;
    if (m->kind == TermKind::actor && book_.actors[term(*m).actor].kind == ActorKind::person) full_name(*m);
    if (m->kind != TermKind::title || !is_person_title(term(*m))) continue;
    if (view_.is_han_at(m->end - 1)) after_title_zh(*m, r);
    else { apposition(*m, r); named_after(*m, r); }
  }
  descriptions(r);
  spellings(r);
}

std::pair<NameFinder::Ends::const_iterator, NameFinder::Ends::const_iterator> NameFinder::ending_at(std::uint32_t at) const {
  const auto first = std::lower_bound(by_end_.begin(), by_end_.end(), Ends::value_type{at, 0});
  auto last = first;
  while (last != by_end_.end() && last->first == at) ++last;
  return {first, last};
}

void NameFinder::full_name(const Match& m) {
  const Range name{m.begin, m.end};
  bool parts = false;
  for (std::uint32_t i = name.begin; i < name.end; ++i) parts = parts || is_name_dot(view_.raw[i]) || view_.mark(i) == Mark::space;
  if (parts) out_.push_back({name, name, {}, {}, TermId::none()});
}

bool NameFinder::begins_term(std::uint32_t at, std::uint32_t end, bool small_words) const {
  auto m = std::lower_bound(matches_.begin(), matches_.end(), at, [](const Match& x, std::uint32_t b) { return x.begin < b; });
  for (; m != matches_.end() && m->begin == at; ++m) {
    const TermKind k = m->kind;
    if (m->end > end + 12) continue;
    if (k == TermKind::cue || k == TermKind::time || k == TermKind::contact || (small_words && k == TermKind::negator)) return true;
    if (small_words && k == TermKind::joiner && (term(*m).cls == "prep" || term(*m).cls == "prep_in" || term(*m).cls == "adverb" || term(*m).cls == "continue")) return true;
  }
  return false;
}

bool NameFinder::has_word(Range r) const {
  auto m = std::lower_bound(matches_.begin(), matches_.end(), r.begin > 3 ? r.begin - 3 : 0, [](const Match& x, std::uint32_t b) { return x.begin < b; });
  for (; m != matches_.end() && m->begin < r.end; ++m) {
    if (m->end <= r.begin || (m->kind == TermKind::actor && m->begin > r.begin)) continue;   // a state's letters inside a name
    if (m->end - m->begin >= 2 || (m->begin == r.begin && m->kind != TermKind::actor)) return true;
  }
  return false;
}

bool NameFinder::is_namesake(Range name, const Actor* body, const Term& title) const {
  auto m = std::lower_bound(matches_.begin(), matches_.end(), name.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
  for (; m != matches_.end() && m->begin < name.end; ++m) {
    if (m->end != name.end || m->kind != TermKind::actor || book_.actors[term(*m).actor].kind != ActorKind::person) continue;
    if (m->begin == name.begin && term(*m).cls != "context") return false;
    const Actor& known = book_.actors[term(*m).actor];
    return body != nullptr ? known.party != body->party : known.role != title.value;
  }
  return false;
}

bool NameFinder::is_state_as_name(Range name, const Actor* body, const Term& title) const {
  if (body == nullptr || body->kind != ActorKind::state || (title.cls != "state" && title.cls != "foreign" && title.cls != "defence")) return false;
  auto m = std::lower_bound(matches_.begin(), matches_.end(), name.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
  for (; m != matches_.end() && m->begin == name.begin; ++m)
    if (m->end == name.end && m->kind == TermKind::actor && book_.actors[term(*m).actor].kind == ActorKind::state && term(*m).cls != "metonym")
      return book_.actors[term(*m).actor].party != body->party;
  return false;
}

bool NameFinder::is_contested(Range name, const Match& title) const {
  const std::string& cls = term(title).cls;
  if (cls != "state" && cls != "foreign" && cls != "defence") return false;
  const Actor* const state = state_before(title.begin);
  if (state == nullptr) return false;
  const std::vector<ActorId> known = statesmen(name);
  return std::any_of(known.begin(), known.end(), [&](ActorId one) { return book_.actors[one].party != state->party; });
}

bool NameFinder::begins_with_actor(Range r) const {
  auto m = std::lower_bound(matches_.begin(), matches_.end(), r.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
  for (; m != matches_.end() && m->begin == r.begin; ++m)
    if (m->end <= r.end && m->kind == TermKind::actor && m->end - m->begin > 1) return true;
  return false;
}

bool NameFinder::has_space(Range r) const {
  for (std::uint32_t i = r.begin; i < r.end; ++i)
    if (view_.mark(i) == Mark::space) return true;
  return false;
}

bool NameFinder::is_thing(Range name) const {
  auto m = std::lower_bound(matches_.begin(), matches_.end(), name.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
  for (; m != matches_.end() && m->begin == name.begin; ++m)
    if (m->end == name.end && m->kind == TermKind::actor && book_.actors[term(*m).actor].kind != ActorKind::person) return true;
  return false;
}

bool NameFinder::has_actor(Range r) const {
  auto m = std::lower_bound(matches_.begin(), matches_.end(), r.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
  for (; m != matches_.end() && m->begin < r.end; ++m) {
    if (m->end <= r.end && m->kind == TermKind::actor && m->end - m->begin > 1) return true;
  }
  return false;
}

std::uint32_t NameFinder::acronym_before(std::uint32_t at, std::uint32_t floor) const {
  constexpr std::uint32_t longest = 14;
  if (at < floor + 4 || !view_.is_han_at(at) || view_.mark(at - 1) != Mark::close) return at;
  std::uint32_t open = at - 1;
  while (open > floor && at - open < longest && view_.mark(open) != Mark::open) --open;
  if (view_.mark(open) != Mark::open) return at;
  const auto [first, last] = ending_at(at - 1);   // a name of the body itself
  const auto is_body = [&](const Match& m) { return m.begin == open + 1 && m.kind == TermKind::actor && !is_person(m); };
  if (std::any_of(first, last, [&](const Ends::value_type& one) { return is_body(matches_[one.second]); })) return open;
  for (std::uint32_t i = open + 1; i + 1 < at; ++i)
    if (!view_.is_capital_at(i) && !(view_.raw[i] >= '0' && view_.raw[i] <= '9') && view_.raw[i] != '-') return at;
  return open;
}

std::uint32_t NameFinder::description_begin(std::uint32_t at, std::uint32_t floor) const {
  const std::uint32_t from = at > floor + 40 ? at - 40 : floor;
  std::uint32_t left = at;
  if (left > from + 3 && view_.is_han_at(at) && view_.mark(left - 1) == Mark::close_quote) {   // a group's name in quotation marks
    std::uint32_t open = left - 1;
    while (open > from && view_.mark(open) != Mark::open_quote) --open;
    if (view_.mark(open) == Mark::open_quote) return open;
  }
  while (left > from) {
    if (const std::uint32_t open = acronym_before(left, from); open < left) {   // "the Force (ACRONYM) spokesman"
      left = open;
      std::uint32_t quote = left;   // "the << Alliance >> (ACRONYM) leader"
      if (left > from + 3 && view_.mark(left - 1) == Mark::close_quote)
        while (quote > from && view_.mark(quote) != Mark::open_quote) --quote;
      if (view_.mark(quote) == Mark::open_quote) return quote;
      continue;
    }
    const char32_t c = view_.raw[left - 1];
    const bool spaced = view_.mark(left - 1) == Mark::space && left - 1 > from && view_.is_letter_at(left - 2);
    const bool listed = c == 0x3001 || (is_name_dot(c) && c != '.' && left - 1 > from && view_.is_han_at(left - 2));
    if (!view_.is_han_at(left - 1) && !view_.is_letter_at(left - 1) && !spaced && !listed) break;
    --left;
  }
  return left;
}

/// A longer name behind somebody's title may begin with a character for "in" or "on".
bool NameFinder::begins_with_place_word(const Match& title, Range name) const {
  if (name.size() < 4 || !is_person_title(term(title))) return false;
  auto m = std::lower_bound(matches_.begin(), matches_.end(), name.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
  for (; m != matches_.end() && m->begin == name.begin; ++m)
    if (m->end == name.begin + 1 && m->kind == TermKind::joiner && term(*m).cls == "locative") return true;
  return false;
}

void NameFinder::after_title_zh(const Match& title, Range r) {
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
  if (is_state_as_name({b, e}, body_in({left, title.end}), term(title)) && begins_term(e, r.end, true)) {
    out_.push_back({{b, e}, spelling, {left, title.end}, {title.begin, title.end}, title.term});
    return;
  }
  if (is_contested({b, e}, title)) {
    out_.push_back({{b, e}, spelling, {left, title.end}, {title.begin, title.end}, title.term, true});
    return;
  }
  const bool spelled_out = !spelling.empty() && has_space(spelling) && is_thing({b, e});   // a minister by a group's name
  if (!spelled_out && !is_namesake({b, e}, body_in({left, title.end}), term(title)) && (begins_with_actor({b, e}) || (last_dot == 0 && has_word({begins_with_place_word(title, {b, e}) ? b + 1 : b, e})))) return;
  out_.push_back({{b, e}, spelling, {left, title.end}, {title.begin, title.end}, title.term});
}

void NameFinder::apposition(const Match& title, Range r) {
  std::uint32_t comma = title.begin;
  const std::uint32_t from = title.begin > r.begin + 50 ? title.begin - 50 : r.begin;
  while (comma > from && view_.mark(comma - 1) != Mark::comma && view_.mark(comma - 1) != Mark::stop) --comma;
  if (comma <= from || view_.mark(comma - 1) != Mark::comma) return;
  describe(comma - 1, r, title.term, {title.begin, title.end});
}

void NameFinder::named_after(const Match& title, Range r) {
  std::uint32_t b = title.end;
  const bool comma = b < r.end && view_.mark(b) == Mark::comma;
  if (comma || (b < r.end && view_.raw[b] == '.' && title.end - title.begin <= 4)) ++b;   // "Gen."
  while (b < r.end && view_.mark(b) == Mark::space) ++b;
  if (b < r.end && view_.mark(b) == Mark::open) {   // "Gen (Rtd) Name Name"
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
  const bool contested = words > 0 && !comma && e < r.end && is_contested({b, e}, title);
  if (!contested && (words < 2 || e >= r.end || has_actor({b, e}) || (comma && view_.mark(e) != Mark::comma))) return;
  for (std::uint32_t i = b; i < e; ++i)
    if (ends_title(i)) return;
  std::uint32_t left = title.begin;
  const std::uint32_t from = title.begin > r.begin + 40 ? title.begin - 40 : r.begin;
  while (left > from && view_.mark(left - 1) != Mark::comma && (view_.mark(left - 1) != Mark::stop || ends_title(left - 1))) --left;   // "Gen."
  out_.push_back({{b, e}, {}, {left, title.end}, {title.begin, title.end}, title.term, contested});
}

void NameFinder::descriptions(Range r) {
  for (std::uint32_t i = r.begin + 5; i + 8 < r.end; ++i) {
    i = view_.next_with(View::parts_bit, i, r.end);
    if (i + 8 >= r.end) return;
    if (view_.mark(i) != Mark::comma) continue;
    if (out_.size() >= most_names) return;
    if (!(view_.reads(i + 1, r.end, " the ") || view_.reads(i + 1, r.end, " a ") || view_.reads(i + 1, r.end, " an ") || view_.reads(i + 1, r.end, " who "))) continue;
    describe(i, r, TermId::none(), {});
  }
}

void NameFinder::describe(std::uint32_t end, Range r, TermId title, Range office) {
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
  constexpr std::uint32_t least_surname = 4;
  bool leads = false;   // "NAME, who leads B's delegation": a surname alone
  for (static constexpr std::string_view heads[] = {" who leads ", " who heads ", " who headed ", " who led ", " who chairs "}; const std::string_view opener : heads) leads = leads || view_.reads(end + 1, r.end, opener);
  if (words < (leads && end - b >= least_surname ? 1 : 2) || has_actor({b, end})) return;
  std::uint32_t stop = end + 1;
  while (stop < r.end && stop < end + 90 && view_.mark(stop) != Mark::comma && view_.mark(stop) != Mark::stop) ++stop;
  const Range apposed{end + 1, stop};
  if (title.is_none() && body_in(apposed) == nullptr) {   // "a member of the government delegation"
    for (auto m = std::lower_bound(matches_.begin(), matches_.end(), apposed.begin, [](const Match& x, std::uint32_t at) { return x.begin < at; });
         m != matches_.end() && m->begin < apposed.end; ++m)
      if (m->end <= apposed.end && m->kind == TermKind::title && term(*m).cls == "body" && term(*m).value == "government") {
        out_.push_back({{b, end}, {}, apposed, {m->begin, m->end}, m->term});
        return;
      }
    return;
  }
  out_.push_back({{b, end}, {}, apposed, office, title});
}

Range NameFinder::bracketed(std::uint32_t at, Range r) const {
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

void NameFinder::spellings(Range r) {
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
    if (e - b < 2 || e - b >= 16 || (has_actor({b, e}) && !(is_thing({b, e}) && has_space(spelling) && is_person(*known_at(spelling))))) continue;
    out_.push_back({{b, e}, spelling, {}, {}, TermId::none()});
  }
}

bool NameFinder::ends_name_before(std::uint32_t at, bool at_bracket) const {
  const auto [first, last] = ending_at(at);
  for (auto i = first; i != last; ++i) {
    const TermKind k = matches_[i->second].kind;
    if (k == TermKind::title || (k == TermKind::actor && !at_bracket) || k == TermKind::place) return true;
    if (k == TermKind::joiner && !at_bracket) return true;
    const bool verb = k == TermKind::cue || k == TermKind::predicate || k == TermKind::commitment || k == TermKind::contact;   // "does not recognise NAME (Spelling)"
    if (verb && !at_bracket && at - matches_[i->second].begin >= 2) return true;
  }
  return false;
}
}  // namespace locarno::read
