#include <fmt/format.h>

#include <algorithm>

#include "brief/accounts_page.hpp"
#include "brief/accounts_words.hpp"
#include "brief/safe.hpp"
#include "brief/term.hpp"

namespace locarno::brief {
namespace {

using study::Accounts;

std::string list_of(const std::vector<std::string>& list, const char* between = ", ") {
  std::string out;
  for (const std::string& item : list) out += (out.empty() ? "" : between) + visible(item);
  return out;
}

std::size_t percent(double share) { return static_cast<std::size_t>(share * 100 + 0.5); }

/// One page on a terminal, in one language.
class AccountsPage {
 public:
  AccountsPage(const Accounts& accounts, PageLanguage language, bool color, unsigned width)
      : accounts_(accounts), words_(accounts, language), page_(language, color, width) {}

  std::string same();
  std::string conflicts();
  std::string contacts();
  std::string commitments();

 private:
  const Document* document_of(const Record& r) const {
    for (const Document& d : accounts_.documents)
      if (d.id == r.document) return &d;
    return nullptr;
  }
  /// "Dmitry Peskov [RUS] via Ukrinform, 2025-02-12, report.txt 303-309".
  std::string who_where(std::uint32_t row) const {
    const Record& r = accounts_.records[row];
    const Document* document = document_of(r);
    const bool has_outlet = document != nullptr && !document->outlet.empty();
    std::string out = visible(words_.name(r.speaker)) + " [" + visible(words_.parties(r.speaker_party)) + "]";
    for (std::size_t i = r.via.size(); i-- > (has_outlet ? 1u : 0u);) out += " via " + visible(words_.name(r.via[i]));
    return out + fmt::format(", {}, {} {}-{}", r.date ? to_string(*r.date) : words_.text(Word::undated), visible(r.doc), r.char_start, r.char_end);
  }
  void show_record(std::uint32_t row, const char* head = "    ") {
    const Record& r = accounts_.records[row];
    Language language = Language::unknown;
    if (const Document* document = document_of(r))
      for (const Block& b : document->blocks)
        if (b.span.contains(r.span.begin)) language = b.language;
    page_.line(plain(who_where(row)), head);
    page_.line(quoted(study::words_in(accounts_, r, r.span), language), "        ");
  }
  void show_link(const relate::Link& link) {
    page_.heading(words_.kind_of(link.type), words_.note_of(link));
    for (const std::uint32_t row : link.records) show_record(row);
    for (const relate::Difference& d : link.differs) {
      std::string values;
      for (const std::string& value : d.values) values += (values.empty() ? "" : " | ") + shorten(visible(words_.value(d.field, value)), 40);
      page_.line(note(words_.field(d.field) + words_.text(Word::colon) + values), "      ");
    }
    page_.blank();
  }
  Line counted() const {
    std::size_t sources = 0;
    for (std::size_t i = 0; i < accounts_.documents.size(); ++i) sources += accounts_.answer.source_of[i] == i;
    return words_.say(Word::acc_counted, {number(accounts_.documents.size()), number(sources)});
  }
  static Line number(std::size_t n) { return plain(std::to_string(n)); }
  void head(Line line) {
    for (Piece& piece : line) piece.kind = Piece::Kind::strong;
    page_.line(line);
    page_.blank();
  }
  std::string named(std::uint32_t index) const {
    const Document& d = accounts_.documents[index];
    return visible(d.name) + (d.outlet.empty() ? "" : " (" + visible(words_.name(d.outlet)) + ")") + (d.published ? " " + to_string(*d.published) : "");
  }
  void show_sentences(std::uint32_t index, const std::vector<Span>& spans, Word label) {
    for (const Span span : spans) {
      const std::string words = shorten(visible(words_shown(accounts_.documents[index], span)), 160);
      if (words.find_first_not_of(' ') != std::string::npos) page_.line(plain(words_.text(label) + words), "      ");
    }
  }
  void show_copy(const relate::Copy& copy);
  void show_contact(const relate::MergedContact& contact);
  void show_promise(const relate::Promised& promised);

  const Accounts& accounts_;
  const AccountsWords words_;
  TermWriter page_;
};

void AccountsPage::show_copy(const relate::Copy& copy) {
  const Word shared = copy.kind == relate::CopyKind::translation ? Word::acc_records_aligned : Word::acc_words_shared;
  Line beside = words_.say(shared, {number(percent(copy.share_of_from)), number(percent(copy.share_of_in))});
  for (Piece& piece : beside) piece.kind = Piece::Kind::note;
  page_.heading(words_.kind_of(copy.kind), beside);
  page_.line(plain(named(copy.from)), "    ");
  page_.line(plain(named(copy.in)), "    ");
  if (copy.kind == relate::CopyKind::near_copy || copy.kind == relate::CopyKind::contained) {
    show_sentences(copy.from, copy.only_from, Word::acc_only_first);
    show_sentences(copy.in, copy.only_in, Word::acc_only_second);
  }
  if (copy.kind == relate::CopyKind::passage)
    for (const auto& [a, b] : copy.shared) {
      show_sentences(copy.from, {a}, Word::acc_first);
      show_sentences(copy.in, {b}, Word::acc_second);
    }
  page_.blank();
}

std::string AccountsPage::same() {
  head(counted());
  for (const relate::Copy& copy : accounts_.answer.copies) show_copy(copy);
  for (const relate::Link& link : accounts_.answer.links)
    if (link.type == relate::LinkType::same_statement || link.type == relate::LinkType::translation || link.type == relate::LinkType::translation_divergent)
      show_link(link);
  return std::move(page_.out);
}

std::string AccountsPage::conflicts() {
  const auto links = study::conflicts(accounts_);
  head(words_.say(Word::acc_conflicts, {number(links.size()), counted()}));
  for (const relate::Link* link : links) show_link(*link);
  return std::move(page_.out);
}

void AccountsPage::show_contact(const relate::MergedContact& contact) {
  const study::ContactFacts facts = study::facts_of(accounts_, contact);
  Line state = note(words_.state(contact.state));
  if (contact.was_planned) state = words_.say(Word::acc_announced_before, {state});
  for (Piece& piece : state) piece.kind = Piece::Kind::note;
  page_.heading(facts.dates.empty() ? words_.text(Word::undated) : list_of(facts.dates, " | "), state);
  std::vector<std::string> who;
  for (const std::string& one : contact.participants) who.push_back(words_.name(one));
  for (const std::string& party : contact.participants.empty() ? contact.parties : std::vector<std::string>()) who.push_back(words_.parties(party));
  page_.line(strong(list_of(who, words_.text(Word::comma).c_str())), "    ");
  if (!facts.places.empty() || !facts.channels.empty())
    page_.line(plain(list_of(facts.places, " | ") + (facts.places.empty() || facts.channels.empty() ? "" : ", ") + list_of(facts.channels, " | ")), "    ");
  for (const study::SaidFigure& figure : facts.durations)
    page_.line(plain(visible(figure.text) + words_.text(Word::colon) + who_where(figure.row)), "    " + words_.text(Word::acc_how_long));
  for (const std::uint32_t row : contact.records) show_record(row, "      ");
  page_.blank();
}

std::string AccountsPage::contacts() {
  head(words_.say(Word::acc_contacts, {number(accounts_.answer.contacts.size()), counted()}));
  for (const relate::MergedContact& contact : accounts_.answer.contacts) show_contact(contact);
  return std::move(page_.out);
}

void AccountsPage::show_promise(const relate::Promised& promised) {
  const study::PromiseFacts facts = study::facts_of(accounts_, promised);
  std::string title = visible(words_.name(facts.who));
  if (!promised.to.empty()) {
    std::vector<std::string> to;
    for (const std::string& party : promised.to) to.push_back(words_.parties(party));
    std::string all;
    for (const Piece& piece : words_.say(Word::acc_to, {plain(title), plain(list_of(to, words_.text(Word::comma).c_str()))})) all += piece.text;
    title = all;
  }
  page_.heading(title, note(facts.date ? to_string(*facts.date) : words_.text(Word::undated)));
  for (const std::uint32_t row : promised.records) show_record(row);
  if (!facts.condition.empty()) page_.line(plain(visible(facts.condition)), "    " + words_.text(Word::acc_if));
  if (facts.due) page_.line(plain(to_string(*facts.due)), "    " + words_.text(Word::acc_by));
  page_.line(note(words_.text(promised.later.empty() ? Word::acc_no_later : Word::acc_later)), "    ");
  for (const std::uint32_t row : promised.later) show_record(row, "      ");
  page_.blank();
}

std::string AccountsPage::commitments() {
  head(words_.say(Word::acc_commitments, {number(accounts_.commitments.size()), counted()}));
  for (const relate::Promised& promised : accounts_.commitments) show_promise(promised);
  return std::move(page_.out);
}

}  // namespace

std::string same_terminal(const Accounts& accounts, PageLanguage language, bool color, unsigned width) {
  return AccountsPage(accounts, language, color, width).same();
}
std::string conflicts_terminal(const Accounts& accounts, PageLanguage language, bool color, unsigned width) {
  return AccountsPage(accounts, language, color, width).conflicts();
}
std::string contacts_terminal(const Accounts& accounts, PageLanguage language, bool color, unsigned width) {
  return AccountsPage(accounts, language, color, width).contacts();
}
std::string commitments_terminal(const Accounts& accounts, PageLanguage language, bool color, unsigned width) {
  return AccountsPage(accounts, language, color, width).commitments();
}

}  // namespace locarno::brief
