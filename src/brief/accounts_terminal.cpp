#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "brief/accounts_page.hpp"
#include "brief/safe.hpp"
#include "brief/term.hpp"

namespace locarno::brief {
namespace {

using study::Accounts;

std::string joined(const std::vector<std::string>& list, const char* between = ", ") {
  std::string out;
  for (const std::string& item : list) out += (out.empty() ? "" : between) + visible(item);
  return out;
}

Language language_of(const Accounts& accounts, const Record& r) {
  for (const Document& d : accounts.documents)
    if (d.id == r.document)
      for (const Block& b : d.blocks)
        if (b.span.contains(r.span.begin)) return b.language;
  return Language::unknown;
}

/// "Dmitry Peskov [RUS] via Ukrinform, 2025-02-12, report.txt 303-309".
std::string who_where(const Accounts& accounts, std::uint32_t row) {
  const Record& r = accounts.records[row];
  const auto document = std::find_if(accounts.documents.begin(), accounts.documents.end(), [&](const Document& d) { return d.id == r.document; });
  const bool has_outlet = document != accounts.documents.end() && !document->outlet.empty();
  std::string out = visible(r.speaker) + " [" + visible(r.speaker_party) + "]";
  for (std::size_t i = r.via.size(); i-- > (has_outlet ? 1u : 0u);) out += " via " + visible(r.via[i]);
  return out + fmt::format(", {}, {} {}-{}", r.date ? to_string(*r.date) : "undated", visible(r.doc), r.char_start, r.char_end);
}

void show_record(const Accounts& accounts, TermWriter& page, std::uint32_t row, const char* head = "    ") {
  const Record& r = accounts.records[row];
  page.line(plain(who_where(accounts, row)), head);
  page.line(quoted(r.text, language_of(accounts, r)), "        ");
}

void show_differs(TermWriter& page, const relate::Link& link) {
  for (const relate::Difference& d : link.differs) {
    std::string values;
    for (const std::string& value : d.values) values += (values.empty() ? "" : " | ") + (value.empty() ? "-" : shorten(visible(value), 40));
    page.line(note(d.field + ": " + values), "      ");
  }
}

void show_link(const Accounts& accounts, TermWriter& page, const relate::Link& link) {
  std::string name(to_string(link.type));
  std::replace(name.begin(), name.end(), '_', ' ');
  page.heading(name, note(visible(link.note)));
  for (const std::uint32_t row : link.records) show_record(accounts, page, row);
  show_differs(page, link);
  page.blank();
}

std::string percent(double share) { return fmt::format("{:.0f}%", share * 100); }

std::string counted(const Accounts& accounts) {
  std::size_t sources = 0;
  for (std::size_t i = 0; i < accounts.documents.size(); ++i) sources += accounts.answer.source_of[i] == i;
  return fmt::format("{} reports, {} sources once copies and translations count as one", accounts.documents.size(), sources);
}

std::string named(const Accounts& accounts, std::uint32_t index) {
  const Document& d = accounts.documents[index];
  return visible(d.name) + (d.outlet.empty() ? "" : " (" + visible(d.outlet) + ")") + (d.published ? " " + to_string(*d.published) : "");
}

void show_sentences(const Accounts& accounts, TermWriter& page, std::uint32_t index, const std::vector<Span>& spans, const char* label) {
  for (const Span span : spans) {
    const std::string words = shorten(visible(slice(accounts.documents[index].text, span)), 160);
    if (words.find_first_not_of(' ') != std::string::npos) page.line(plain(std::string(label) + words), "      ");
  }
}

}  // namespace

std::string same_terminal(const Accounts& accounts, bool color, unsigned width) {
  TermWriter page(PageLanguage::en, color, width);
  page.line(strong(counted(accounts)));
  page.blank();
  for (const relate::Copy& copy : accounts.answer.copies) {
    std::string name(to_string(copy.kind));
    std::replace(name.begin(), name.end(), '_', ' ');
    const char* shared = copy.kind == relate::CopyKind::translation ? "records aligned: " : "words in common: ";
    page.heading(name, note(shared + percent(copy.share_of_from) + " of the first, " + percent(copy.share_of_in) + " of the second"));
    page.line(plain(named(accounts, copy.from)), "    ");
    page.line(plain(named(accounts, copy.in)), "    ");
    if (copy.kind == relate::CopyKind::near_copy || copy.kind == relate::CopyKind::contained) {
      show_sentences(accounts, page, copy.from, copy.only_from, "only the first: ");
      show_sentences(accounts, page, copy.in, copy.only_in, "only the second: ");
    }
    if (copy.kind == relate::CopyKind::passage)
      for (const auto& [a, b] : copy.shared) {
        show_sentences(accounts, page, copy.from, {a}, "first:  ");
        show_sentences(accounts, page, copy.in, {b}, "second: ");
      }
    page.blank();
  }
  for (const relate::Link& link : accounts.answer.links)
    if (link.type == relate::LinkType::same_statement || link.type == relate::LinkType::translation || link.type == relate::LinkType::translation_divergent)
      show_link(accounts, page, link);
  return page.out;
}

std::string conflicts_terminal(const Accounts& accounts, bool color, unsigned width) {
  TermWriter page(PageLanguage::en, color, width);
  const auto links = study::conflicts(accounts);
  page.line(strong(fmt::format("{} conflicts in {}", links.size(), counted(accounts))));
  page.blank();
  for (const relate::Link* link : links) show_link(accounts, page, *link);
  return page.out;
}

std::string contacts_terminal(const Accounts& accounts, bool color, unsigned width) {
  TermWriter page(PageLanguage::en, color, width);
  page.line(strong(fmt::format("{} contacts in {}", accounts.answer.contacts.size(), counted(accounts))));
  page.blank();
  for (const relate::MergedContact& contact : accounts.answer.contacts) {
    const study::ContactFacts facts = study::facts_of(accounts, contact);
    std::string state(to_string(contact.state));
    if (contact.was_planned) state += ", announced before";
    page.heading(facts.dates.empty() ? "undated" : joined(facts.dates, " | "), note(state));
    page.line(strong(contact.participants.empty() ? joined(contact.parties) : joined(contact.participants)), "    ");
    if (!facts.places.empty() || !facts.channels.empty())
      page.line(plain(joined(facts.places, " | ") + (facts.places.empty() || facts.channels.empty() ? "" : ", ") + joined(facts.channels, " | ")), "    ");
    for (const study::SaidFigure& figure : facts.durations)
      page.line(plain(visible(figure.text) + ": " + who_where(accounts, figure.row)), "    how long  ");
    for (const std::uint32_t row : contact.records) show_record(accounts, page, row, "      ");
    page.blank();
  }
  return page.out;
}

std::string commitments_terminal(const Accounts& accounts, bool color, unsigned width) {
  TermWriter page(PageLanguage::en, color, width);
  page.line(strong(fmt::format("{} commitments in {}", accounts.commitments.size(), counted(accounts))));
  page.blank();
  for (const relate::Promised& promised : accounts.commitments) {
    const study::PromiseFacts facts = study::facts_of(accounts, promised);
    page.heading(visible(facts.who) + (promised.to.empty() ? "" : " to " + joined(promised.to)), note(facts.date ? to_string(*facts.date) : "undated"));
    for (const std::uint32_t row : promised.records) show_record(accounts, page, row);
    if (!facts.condition.empty()) page.line(plain(visible(facts.condition)), "    if        ");
    if (facts.due) page.line(plain(to_string(*facts.due)), "    by        ");
    if (!promised.later.empty()) page.line(note("later reports say:"), "    ");
    for (const std::uint32_t row : promised.later) show_record(accounts, page, row, "      ");
    if (promised.later.empty()) page.line(note("no later report of these speaks of it"), "    ");
    page.blank();
  }
  return page.out;
}

}  // namespace locarno::brief
