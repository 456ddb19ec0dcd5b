#include "ledger/edit.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "model/nearest.hpp"

namespace locarno::ledger {
namespace {

bool is_empty_word(std::string_view value) { return value.empty() || value == "null"; }

std::vector<std::string> parts_of(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(';'), list.size());
    std::string_view part = list.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return parts;
}

/// Party ids as CONTRACT has them: capitals and digits, at least two.
bool is_party_id(std::string_view id) {
  return id.size() >= 2 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

bool is_issue_id(std::string_view id) {
  if (id.starts_with("other:")) return id.size() > 6;
  return !id.empty() && id.front() >= 'a' && id.front() <= 'z' && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool set_text(std::string& out, std::string_view value, bool may_be_empty) {
  if (is_empty_word(value) && !may_be_empty) return false;
  out = is_empty_word(value) ? std::string() : std::string(value);
  return true;
}

bool set_parties(std::string& out, std::string_view value, bool may_be_empty) {
  const auto parties = is_empty_word(value) ? std::vector<std::string>() : parts_of(value);
  if (parties.empty() && !may_be_empty) return false;
  if (!std::all_of(parties.begin(), parties.end(), is_party_id)) return false;
  out.clear();
  for (const std::string& party : parties) out += (out.empty() ? "" : ";") + party;
  return true;
}

bool set_flag(bool& out, std::string_view value) {
  if (value != "true" && value != "false") return false;
  out = value == "true";
  return true;
}

template <class Enum>
bool set_label(Enum& out, std::optional<Enum> parsed) {
  if (parsed) out = *parsed;
  return parsed.has_value();
}

bool set_issues(std::vector<std::string>& out, std::string_view value) {
  auto issues = is_empty_word(value) ? std::vector<std::string>() : parts_of(value);
  if (!std::all_of(issues.begin(), issues.end(), is_issue_id)) return false;
  out = std::move(issues);
  return true;
}

bool set_issue(Record& r, std::string_view value) {
  if (!is_issue_id(value)) return false;
  r.issue = value;
  return true;
}

bool set_list(std::vector<std::string>& out, std::string_view value) {
  out = is_empty_word(value) ? std::vector<std::string>() : parts_of(value);
  return true;
}

/// A person who gives a date says the year too, so it is no longer inferred.
bool set_date(Record& r, std::string_view value) {
  if (is_empty_word(value)) {
    r.date.reset();
    r.date_basis = DateBasis::none;
  } else {
    const auto date = parse_date_range(value);
    if (!date) return false;
    r.date = date;
  }
  r.date_inferred = false;
  return true;
}

bool set_due(Record& r, std::string_view value) {
  const auto date = parse_date(value);
  if (!date && !is_empty_word(value)) return false;
  r.due = date;
  return true;
}

bool set_hedge(Record& r, std::string_view value) {
  const bool is_none = is_empty_word(value) || value == "none";
  return set_label(r.hedge, parse_hedge(is_none ? std::string_view() : value));
}

struct Field {
  std::string_view name;
  std::string_view allowed;
  bool (*set)(Record& record, std::string_view value);
};

// In alphabetical order: it is shown in help and errors.
constexpr Field fields[] = {
    {"channel", "any words", [](Record& r, std::string_view v) { return set_text(r.channel, v, true); }},
    {"date", "an ISO date (2025-12-14, 2025-12, 2025), two joined by '/', or null", set_date},
    {"date_basis", "none, explicit, day_month, day_only, weekday, relative, carried, context, vague",
     [](Record& r, std::string_view v) { return set_label(r.date_basis, parse_date_basis(v)); }},
    {"date_inferred", "true, false", [](Record& r, std::string_view v) { return set_flag(r.date_inferred, v); }},
    {"due", "an ISO date or null", set_due},
    {"hedge", "possible, probable, conditional, counterfactual, planned, inferred, null", set_hedge},
    {"issue", "an issue id (small letters, digits, _) or other:<words>", set_issue},
    {"issues_other", "issue ids joined by ';', or null",
     [](Record& r, std::string_view v) { return set_issues(r.issues_other, v); }},
    {"kind", "statement, stance, contact, commitment",
     [](Record& r, std::string_view v) { return set_label(r.kind, parse_record_kind(v)); }},
    {"location", "any words", [](Record& r, std::string_view v) { return set_text(r.location, v, true); }},
    {"negated", "true, false", [](Record& r, std::string_view v) { return set_flag(r.negated, v); }},
    {"participants", "names joined by ';', or null",
     [](Record& r, std::string_view v) { return set_list(r.participants, v); }},
    {"quote_type", "direct, mixed, indirect, none",
     [](Record& r, std::string_view v) { return set_label(r.quote_type, parse_quote_type(v)); }},
    {"speaker", "a name", [](Record& r, std::string_view v) { return set_text(r.speaker, v, false); }},
    {"speaker_org", "any words", [](Record& r, std::string_view v) { return set_text(r.speaker_org, v, true); }},
    {"speaker_party", "party ids in capitals joined by ';', e.g. UKR or USA;EUR",
     [](Record& r, std::string_view v) { return set_parties(r.speaker_party, v, false); }},
    {"speaker_role", "any words", [](Record& r, std::string_view v) { return set_text(r.speaker_role, v, true); }},
    {"stance", "support, oppose, concede, demand, offer, uncertain, report",
     [](Record& r, std::string_view v) { return set_label(r.stance, parse_attitude(v)); }},
    {"stance_holder", "party ids in capitals joined by ';', or null",
     [](Record& r, std::string_view v) { return set_parties(r.stance_holder, v, true); }},
    {"stance_if", "null (a condition that was misread can be taken away; its words cannot be made up)",
     [](Record& r, std::string_view v) { r.stance_if.reset(); return is_empty_word(v); }},
    {"target", "any words", [](Record& r, std::string_view v) { return set_text(r.target, v, true); }},
    {"via", "the reporting chain from the outside in, joined by ';', or null",
     [](Record& r, std::string_view v) { return set_list(r.via, v); }},
};

const Field* find_field(std::string_view name) {
  const auto it = std::find_if(std::begin(fields), std::end(fields), [&](const Field& f) { return f.name == name; });
  return it == std::end(fields) ? nullptr : it;
}

}  // namespace

const std::vector<std::string_view>& settable_fields() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all;
    for (const Field& field : fields) all.push_back(field.name);
    return all;
  }();
  return names;
}

std::string_view allowed_values(std::string_view field) {
  const Field* known = find_field(field);
  return known == nullptr ? std::string_view() : known->allowed;
}

Result<void> set_field(Record& record, std::string_view field, std::string_view value) {
  const Field* known = find_field(field);
  if (known == nullptr) {
    std::string all;
    for (const std::string_view name : settable_fields()) all += (all.empty() ? "" : " ") + std::string(name);
    return fail(ErrorCode::bad_input, "'" + std::string(field) + "' cannot be set" + did_you_mean(field, settable_fields()) +
                                          " (what can: " + all + ")");
  }
  if (value.size() > 1000 || first_invalid(value) != std::string_view::npos)
    return fail(ErrorCode::bad_input, "the value for " + std::string(field) + " must be UTF-8 of at most 1000 bytes");
  if (!known->set(record, value))
    return fail(ErrorCode::bad_input, std::string(field) + " cannot be '" + std::string(value.substr(0, 60)) +
                                          "'; allowed: " + std::string(known->allowed));
  return {};
}

}  // namespace locarno::ledger
