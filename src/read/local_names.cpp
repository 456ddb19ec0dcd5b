#include "read/local_names.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "read/home_state.hpp"
#include "read/local_names_find.hpp"
#include "read/local_places.hpp"
#include "read/possessor.hpp"
#include "read/short_names.hpp"

namespace locarno::read {
namespace {

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

/// "Ansari" of "al-Ansari": the surname without its article, empty when it has none or little is left of it.
Range without_article(const View& view, Range name) {
  const Range last = last_part(view, name);
  if (last.size() < 7 || !view.is_letter_at(last.begin) || view.raw[last.begin + 2] != '-') return {};
  static constexpr std::array<std::string_view, 10> articles = {"al-", "el-", "ad-", "an-", "ar-", "as-", "at-", "az-", "ul-", "ed-"};
  const bool opens = std::any_of(articles.begin(), articles.end(), [&](std::string_view article) { return view.reads(last.begin, last.end, article); });
  return opens && view.is_capital_at(last.begin + 3) ? Range{last.begin + 3, last.end} : Range{};
}

std::u32string folded(const View& view, Range r) {
  std::u32string out;
  for (std::uint32_t i = r.begin; i < r.end; ++i) out += static_cast<char32_t>(view.unit(i));
  return out;
}

}  // namespace

LocalNames find_local_names(const Codebook& book, const View& view, const Document& document, const Allegiance& whose,
                            std::vector<Match>& matches, const Actor* home) {
  add_short_names(book, view, document.blocks, matches);
  NameFinder finder(book, view, whose, matches);
  const std::vector<Introduction> found = finder.run(document.blocks);
  const Date day = document.published ? earliest(*document.published) : Date{9999, 12, 31};
  LocalNames local;
  std::map<std::u32string, ActorId> known;
  std::set<ActorId> decided;   // people of the codebook that the report tells from their namesakes
  std::map<char32_t, std::vector<std::pair<std::u32string, TermId>>> names;
  const auto name_it = [&](Range r, ActorId actor) {
    if (r.empty()) return;
    std::u32string words = folded(view, r);
    if (words.size() < 2 || (view.is_letter_at(r.begin) && words.size() < 3) || !known.emplace(words, actor).second) return;
    Term t;
    t.kind = TermKind::actor;
    t.text = view.words(r);
    t.actor = actor;
    local.terms.push_back(std::move(t));
    const TermId id(book.terms.size() + local.terms.size() - 1);
    names[words.front()].emplace_back(std::move(words), id);
  };
  for (const Introduction& who : found) {
    const Match* spelled = who.spelling.empty() ? nullptr : finder.known_at(who.spelling);
    ActorId actor;
    if (!who.contested && who.spelling.empty() && !who.office.empty()) actor = finder.person_at(who.office.end);   // "the kingdom's crown prince NAME": the row has the office
    if (who.contested) actor = finder.statesman_of(who);
    if (!actor.is_none()) {
      if (who.contested) decided.insert(actor);
    } else if (spelled != nullptr && !who.contested) {
      actor = finder.holder_on(*spelled, day);
      if (finder.is_person(*spelled) && finder.is_thing(who.name)) decided.insert(actor);   // "minister WAGNER (Name Wagner)" is no group
    } else if (const auto before = known.find(folded(view, who.name)); before != known.end()) {
      continue;
    } else if (who.apposed.empty()) {
      continue;
    } else {
      const Actor* body = finder.body_in(who.apposed);
      if (body == nullptr && !who.office.empty()) body = finder.possessor(who.office.begin);
      if (body == nullptr) body = finder.named_in_full(who);
      if (body == nullptr && finder.is_possessed(who.apposed)) body = finder.body_before(std::min(who.name.begin, who.apposed.begin));
      Actor a;
      a.canonical = view.words(who.spelling.empty() ? who.name : who.spelling);
      a.id = "new:" + a.canonical;
      a.kind = ActorKind::person;
      const bool expert = !who.title.is_none() && book.terms[who.title].cls == "expert";
      // a farmer, the head of a society: theirs alone, wherever they live
      const bool alone = (!who.title.is_none() && book.terms[who.title].cls == "private") || finder.of_society(who.apposed);
      a.party = expert ? "EXPERT" : body != nullptr && !alone ? body->party : "UNKNOWN";
      a.org = body != nullptr && !alone ? body->canonical : "";
      if (!who.title.is_none()) a.role = book.terms[who.title].value;
      if (body == nullptr && !expert && !alone && !who.title.is_none()) {
        const Term& title = book.terms[who.title];
        Inferred owner = Allegiance::is_of_group(title) ? whose.of_group() : whose.of_office(title, who.office);
        if (const Match* house = owner ? nullptr : finder.institution_in(who)) owner = whose.of_office(book.terms[house->term], {house->begin, house->end});
        if (owner) {
          a.party = owner.party;
          local.inferred[a.id] = owner.evidence;
        } else if (home != nullptr && (view.is_letter_at(who.name.begin) || title.value.starts_with("former ")) && is_domestic(title.cls, title.value)) {
          a.party = home->party;   // "Senator X" in a report on one state
          local.inferred[a.id] = "a party inferred from the state the report is about";
        }
      }
      local.actors.push_back(std::move(a));
      actor = ActorId(book.actors.size() + local.actors.size() - 1);
    }
    name_it(who.name, actor);
    name_it(last_part(view, who.name), actor);
    name_it(without_article(view, who.name), actor);
  }
  for (const Match& m : matches)   // people of the codebook, whom reports go on with without it too
    if (m.kind == TermKind::actor && finder.is_person(m)) name_it(without_article(view, {m.begin, m.end}), finder.holder_on(m, day));
  for (auto& [first, list] : names)
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  const auto is_actor = [&](const Match& m) {
    return m.kind == TermKind::actor;
  };
  if (!names.empty()) {
    std::vector<bool> is_new;
    for (const Term& t : local.terms) is_new.push_back(t.actor.index() >= book.actors.size() || decided.contains(t.actor));
    add_places(view, names, is_actor, is_new, book.terms.size(), matches);
  }
  return local;
}

}  // namespace locarno::read
