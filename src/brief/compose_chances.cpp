// What is assessed, not read: each institution's chance under its gate, the survival band, the weakest part, what would change it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "brief/composer.hpp"
#include "brief/hold_page.hpp"
#include "brief/hold_words.hpp"
#include "study/outlook_view.hpp"

namespace locarno::brief {
namespace {

constexpr std::size_t most_swings = 3;

Line share(double chance) { return strong(fmt::format("{:.0f}%", 100 * chance)); }

Line chance_line(const Composer& composer, const Institution& body, const study::InstitutionChance& chance) {
  if (body.kind != InstitutionKind::chamber) return composer.say(Word::gate_chance, {share(chance.correlated)});
  return composer.say(Word::gate_chance_votes, {share(chance.correlated), share(chance.independent), plain(fmt::format("{:.0f}", chance.expected)),
                                                plain(fmt::format("{:.0f}", chance.votes)), plain(body.need)});
}

void add_gates(const Composer& composer, const study::OutlookView& view, Page& page) {
  const study::RatificationAnswer& answer = *view.ratification;
  for (std::size_t k = 0; k < view.outlook.institutions.size(); ++k) {
    const Institution& body = view.outlook.institutions[k];
    const Line line = plain("\u2021 ") + chance_line(composer, body, answer.institutions[k]) + composer.say(Word::in_brackets, {note(body.source_note)});
    std::size_t gate = 0;
    while (gate < composer.c.gates.size() && composer.c.gates[gate].id != body.gate) ++gate;
    if (gate < composer.c.gates.size() && composer.b.gates.size() == composer.c.gates.size()) page.gates[gate].under.push_back(line);
    else page.gates.push_back({strong(body.name.in(composer.language)), {line}});
  }
  page.gates.push_back({composer.say(Word::gates_all, {share(answer.product), share(answer.at_most), share(answer.at_least)}), {}});
  if (answer.binding) page.gates.back().under.push_back(composer.say(Word::gates_bind, {strong(view.outlook.institutions[*answer.binding].name.in(composer.language))}));
}

std::size_t at_year(const study::HoldingAnswer& answer, double year) {
  std::size_t k = 0;
  while (k + 1 < answer.band.years.size() && answer.band.years[k] != year) ++k;
  return k;
}

Line party_or(const Composer& composer, PartyId party, const char* letter) { return party.is_none() ? plain(letter) : composer.party(party); }

void add_holding(const Composer& composer, const study::OutlookView& view, Page& page) {
  const study::HoldingAnswer& answer = *view.holding;
  const std::size_t five = at_year(answer, 5), ten = at_year(answer, 10);
  const Line a = party_or(composer, view.outlook.challenger, "A"), b = party_or(composer, view.outlook.guaranteed, "B");
  Item kept{composer.say(Word::hold_band, {share(answer.band.p05[five]), share(answer.band.p95[five]), share(answer.band.p05[ten]), share(answer.band.p95[ten])}), {}};
  kept.under.push_back(composer.say(Word::hold_basis, {plain(grouped(std::size_t{answer.band.draws})), plain(std::to_string(answer.band.drawn.size())),
                                                       plain(std::to_string(view.outlook.hold.size()))}));
  kept.under.push_back(composer.say(Word::hold_first, {a, share(answer.point.first_a), b, share(answer.point.first_b), share(answer.point.first_accident)}));
  page.promises.push_back(std::move(kept));
  const hold::Package& p = answer.package;
  Item weak{composer.say(Word::hold_weak), {}};
  weak.under.push_back(composer.say(Word::hold_check, {share(p.D)}));
  weak.under.push_back(composer.say(Word::hold_punish, {share(p.pun_prob), share(hold::guarantee(p, 0))}));
  weak.under.push_back(composer.say(hold::margins(p, 0).a < 0 ? Word::hold_gain_no : Word::hold_gain_yes, {a, plain(fmt::format("{:+.2f}", hold::margins(p, 0).a))}));
  page.promises.push_back(std::move(weak));
  for (std::size_t k = 0; k < std::min(most_swings, answer.tornado.size()); ++k) {
    const hold::TornadoRow& row = answer.tornado[k];
    page.flips.push_back({composer.say(Word::hold_swing, {note(parameter_meaning(*hold::find_parameter(row.name), composer.language)), share(std::min(row.kept_low, row.kept_high)),
                                                          share(std::max(row.kept_low, row.kept_high))}), {}});
  }
  page.hold_picture = hold_svg(answer, std::string(composer.text(Word::hold_picture)), std::string(composer.text(Word::hold_picture_words)));
}

}  // namespace

void compose_chances(const Composer& composer, Page& page) {
  if (composer.b.outlook == nullptr) return;
  if (composer.b.outlook->ratification) add_gates(composer, *composer.b.outlook, page);
  if (composer.b.outlook->holding) add_holding(composer, *composer.b.outlook, page);
}

}  // namespace locarno::brief
