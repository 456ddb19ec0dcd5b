// The numbered quotations and the foot; and the order in which the page is composed.
#include "brief/composer.hpp"
#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

/// A quotation longer than this is cut on the page; its offsets and the JSON have all of it.
constexpr std::size_t most_characters = 420;

std::string first_characters(const std::string& text, std::size_t most) {
  std::size_t at = 0;
  for (std::size_t n = 0; n < most && at < text.size(); ++n) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  }
  return text.substr(0, at);
}

QuoteEntry entry_of(const Composer& composer, const study::Quotation& quotation) {
  QuoteEntry entry;
  entry.number = quotation.number;
  const std::string words = visible(quotation.words);
  const std::size_t all = count_characters(words);
  const bool cut = all > most_characters;
  entry.words = quoted(cut ? first_characters(words, most_characters) + "\u2026" : words, quotation.language);
  if (cut) entry.words += composer.say(Word::in_brackets, {composer.say(Word::cut, {plain(grouped(most_characters)), plain(grouped(all))})});
  std::vector<Line> source{composer.speaker(quotation)};
  if (!quotation.via.empty()) source.push_back(composer.say(Word::by_way_of, {composer.via(quotation.via)}));
  source.push_back(quotation.outlet.empty() ? composer.say(Word::outlet_none) : composer.name(quotation.outlet));
  source.push_back(composer.quotation_date(quotation));
  if (quotation.review == ReviewState::accepted || quotation.review == ReviewState::edited) source.push_back(composer.say(Word::reviewed));
  entry.source = joined(source, " \u00B7 ");
  entry.place = composer.say(Word::place, {foreign(quotation.doc), plain(std::to_string(quotation.char_start)), plain(std::to_string(quotation.char_end))});
  return entry;
}

void compose_foot(const Composer& composer, Page& page) {
  const std::optional<Date>& day = composer.b.as_of;
  page.foot.push_back(composer.say(Word::caution));
  page.foot.push_back(composer.say(Word::foot_silence, {plain(grouped(composer.b.documents.size())), day ? plain(to_string(*day)) : composer.say(Word::no_day)}));
  std::vector<Line> names;
  for (const auto& [key, text] : composer.c.glossary) {
    const std::string& here = text.in(composer.language);
    const std::string& there = composer.language == PageLanguage::zh ? text.en : text.zh;
    Line name = plain(here);
    if (!there.empty() && there != here) name += composer.say(Word::in_brackets, {plain(there)});
    names.push_back(name);
  }
  if (!names.empty()) page.foot.push_back(composer.say(Word::names_used, {joined(names, composer.text(Word::semicolon))}));
}

}  // namespace

void compose_quotations(const Composer& composer, Page& page) {
  for (const study::Quotation& quotation : composer.b.quotations) page.quotes.push_back(entry_of(composer, quotation));
  compose_foot(composer, page);
}

Page compose(const study::Brief& brief, PageLanguage language) {
  const Composer composer(brief, language);
  Page page;
  compose_head(composer, page);
  compose_bottom(composer, page);
  compose_moved(composer, page);
  compose_table(composer, page);
  compose_gap(composer, page);
  compose_claims(composer, page);
  compose_drafts(composer, page);
  compose_gates(composer, page);
  compose_watch(composer, page);
  compose_kept(composer, page);
  compose_unknown(composer, page);
  compose_end_states(composer, page);
  compose_chances(composer, page);
  compose_folder(composer, page);
  compose_quotations(composer, page);
  return page;
}

}  // namespace locarno::brief
