#include "brief/accounts_words.hpp"

#include <array>

#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

using relate::NoteKind;

template <class Do>
void each_part(std::string_view list, char between, const Do& act) {
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(between, at), list.size());
    if (end > at) act(std::string(list.substr(at, end - at)));
    at = end + 1;
  }
}

constexpr std::array link_words = {Word::link_translation,     Word::link_translation_divergent, Word::link_same_statement,
                                   Word::link_same_contact,    Word::link_contradiction,         Word::link_stance_change,
                                   Word::link_stance_series,   Word::link_provenance_conflict,   Word::link_quantity_conflict,
                                   Word::link_headline_overstates, Word::link_plan_outcome,
                                   Word::link_offer_vs_limit, Word::link_tension};
static_assert(link_words.size() == relate::link_type_count);

Word word_of(NoteKind kind) {
  switch (kind) {
    case NoteKind::none: break;
    case NoteKind::differs_in: return Word::note_differs_in;
    case NoteKind::who_decides: return Word::note_who_decides;
    case NoteKind::for_and_against: return Word::note_for_and_against;
    case NoteKind::asserted_and_denied: return Word::note_asserted_and_denied;
    case NoteKind::headline_flat: return Word::note_headline_flat;
    case NoteKind::contact: return Word::note_contact;
    case NoteKind::contact_undated: return Word::note_contact_undated;
    case NoteKind::announced_and_held: return Word::note_announced_and_held;
    case NoteKind::durations_fit: return Word::note_durations_fit;
    case NoteKind::durations_clash: return Word::note_durations_clash;
    case NoteKind::figures_fit: return Word::note_figures_fit;
    case NoteKind::figures_clash: return Word::note_figures_clash;
    case NoteKind::credited: return Word::note_credited;
    case NoteKind::same_words: return Word::note_same_words;
    case NoteKind::worded_alike: return Word::note_worded_alike;
    case NoteKind::change: return Word::note_change;
    case NoteKind::series: return Word::note_series;
    case NoteKind::offer_and_limit: return Word::note_offer_and_limit;
    case NoteKind::measure_and_demand: return Word::note_measure_and_demand;
  }
  return Word::note_contact_undated;
}

struct Label { std::string_view id; Word word; };
constexpr std::array fields = {
    Label{"speaker", Word::field_speaker}, Label{"speaker_party", Word::field_speaker_party}, Label{"kind", Word::field_kind},
    Label{"issue", Word::field_issue}, Label{"stance", Word::field_stance}, Label{"negated", Word::field_negated},
    Label{"hedge", Word::field_hedge}, Label{"stance_if", Word::field_stance_if}, Label{"quote_type", Word::field_quote_type},
    Label{"date", Word::field_date}, Label{"duration", Word::field_duration}, Label{"figures", Word::field_figures},
    Label{"attribution", Word::field_attribution}, Label{"strength", Word::field_strength}, Label{"quotation", Word::field_quotation}};
constexpr std::array values = {
    Label{"support", Word::value_support}, Label{"oppose", Word::value_oppose}, Label{"concede", Word::value_concede},
    Label{"demand", Word::value_demand}, Label{"offer", Word::value_offer}, Label{"uncertain", Word::value_uncertain},
    Label{"report", Word::value_report}, Label{"statement", Word::value_statement}, Label{"contact", Word::value_contact},
    Label{"commitment", Word::value_commitment}, Label{"negated", Word::value_negated}, Label{"direct", Word::value_direct},
    Label{"mixed", Word::value_mixed}, Label{"indirect", Word::value_indirect}, Label{"none", Word::value_none},
    Label{"possible", Word::value_possible}, Label{"probable", Word::value_probable}, Label{"conditional", Word::value_conditional},
    Label{"counterfactual", Word::value_counterfactual}, Label{"planned", Word::value_planned}, Label{"inferred", Word::value_inferred}};

template <class Labels>
std::string labelled(const Labels& labels, std::string_view id, PageLanguage language) {
  for (const Label& label : labels)
    if (label.id == id) return std::string(word(label.word, language));
  return std::string(id);
}

}  // namespace

std::string AccountsWords::name(const std::string& canonical) const {
  if (language_ == PageLanguage::en) return canonical;
  if (canonical == "(narrator)") return text(Word::narrator);
  if (canonical == "(unspecified)") return text(Word::unspecified);
  std::string out;
  each_part(canonical, '/', [&](const std::string& part) {
    const auto known = accounts_.names.find(part);
    out += (out.empty() ? "" : "/") + (known == accounts_.names.end() ? part : known->second.in(language_));
  });
  return out;
}

std::string AccountsWords::parties(std::string_view ids) const {
  if (language_ == PageLanguage::en) return std::string(ids);
  std::string out;
  each_part(ids, ';', [&](const std::string& id) {
    const auto known = accounts_.names.find(id);
    const std::string shown = id == "NARRATOR" ? text(Word::narrator) : id == "EXPERT" ? text(Word::expert) : id == "MEDIA" ? text(Word::media)
                              : id == "UNKNOWN" ? text(Word::unknown_party) : known == accounts_.names.end() ? id : known->second.in(language_);
    out += (out.empty() ? "" : text(Word::comma)) + shown;
  });
  return out;
}

std::string AccountsWords::issue(const std::string& id) const {
  const auto known = accounts_.names.find(id);
  return language_ == PageLanguage::en || known == accounts_.names.end() ? id : known->second.in(language_);
}

std::string AccountsWords::kind_of(relate::CopyKind kind) const {
  switch (kind) {
    case relate::CopyKind::exact: return text(Word::copy_exact);
    case relate::CopyKind::near_copy: return text(Word::copy_near_copy);
    case relate::CopyKind::contained: return text(Word::copy_contained);
    case relate::CopyKind::passage: return text(Word::copy_passage);
    case relate::CopyKind::translation: return text(Word::copy_translation);
  }
  return "";
}

std::string AccountsWords::kind_of(relate::LinkType type) const { return text(link_words[static_cast<std::size_t>(type)]); }

std::string AccountsWords::state(relate::ContactState state) const {
  switch (state) {
    case relate::ContactState::held: return text(Word::contact_held);
    case relate::ContactState::planned: return text(Word::contact_planned);
    case relate::ContactState::denied: return text(Word::contact_denied);
  }
  return "";
}

std::string AccountsWords::field(const std::string& name) const { return labelled(fields, name, language_); }

std::string AccountsWords::value(const std::string& field, const std::string& value) const {
  if (value.empty()) return "-";
  if (field == "speaker") return name(value);
  if (field == "speaker_party") return parties(value);
  if (field == "issue") return issue(value);
  if (field == "kind" && value == "stance") return text(Word::value_told_stance);
  const bool is_label = field == "kind" || field == "stance" || field == "negated" || field == "hedge" || field == "quote_type";
  return is_label ? labelled(values, value, language_) : value;
}

Line AccountsWords::note_of(const relate::Link& link) const {
  if (link.said.kind == NoteKind::none) return note(visible(link.note));
  if (language_ == PageLanguage::en) return note(visible(link.note));
  std::vector<Line> parts;
  for (const std::string& part : link.said.parts) {
    std::string shown;
    if (link.said.kind == NoteKind::contact || link.said.kind == NoteKind::contact_undated) {
      each_part(part, ',', [&](const std::string& id) { shown += (shown.empty() ? "" : text(Word::comma)) + parties(id.substr(id.front() == ' ' ? 1 : 0)); });
    } else if (link.said.kind == NoteKind::credited) {
      each_part(part, '/', [&](const std::string& who) {
        const std::size_t from = who.find_first_not_of(' '), to = who.find_last_not_of(' ');
        if (from != std::string::npos) shown += (shown.empty() ? "" : " / ") + name(who.substr(from, to - from + 1));
      });
    } else {
      shown = labelled(fields, part, language_);
      if (shown == part) shown = labelled(values, part, language_);
      if (shown == part) shown = parties(part);
    }
    parts.push_back(note(visible(shown)));
  }
  if (link.said.kind == NoteKind::differs_in) parts = {joined(parts, text(Word::comma))};
  Line line = say(word_of(link.said.kind), parts);
  for (Piece& piece : line) piece.kind = Piece::Kind::note;
  return line;
}

}  // namespace locarno::brief
