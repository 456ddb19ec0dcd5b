#pragma once
// locarno/model/case_names.hpp -- which party, issue or option of this case has that id? Used only by the files of this room
// that read case.toml and drafts: an id that nobody has is a flaw at its place, with the nearest id that somebody has, and
// the answer is none().
#include <string_view>

#include "model/case.hpp"
#include "model/case_rows.hpp"

namespace locarno {

PartyId party_named(CaseRows& in, const Case& of, std::string_view id, const toml::node& at);
IssueId issue_named(CaseRows& in, const Case& of, std::string_view id, const toml::node& at);
OptionId option_named(CaseRows& in, const Issue& issue, std::string_view id, const toml::node& at);

}  // namespace locarno
