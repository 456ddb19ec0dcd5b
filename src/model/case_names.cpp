#include "model/case_names.hpp"

#include "model/nearest.hpp"

namespace locarno {
namespace {

template <class Id, class List>
Id named(CaseRows& in, const List& list, std::string_view id, const toml::node& at, const std::string& complaint) {
  std::vector<std::string_view> known;
  for (std::size_t k = 0; k < list.size(); ++k) {
    if (list[Id(k)].id == id) return Id(k);
    known.push_back(list[Id(k)].id);
  }
  in.flaw(at, complaint + did_you_mean(id, known));
  return Id::none();
}

}  // namespace

PartyId party_named(CaseRows& in, const Case& of, std::string_view id, const toml::node& at) {
  return named<PartyId>(in, of.parties, id, at, "no party '" + std::string(id) + "' in this case");
}

IssueId issue_named(CaseRows& in, const Case& of, std::string_view id, const toml::node& at) {
  return named<IssueId>(in, of.issues, id, at, "no issue '" + std::string(id) + "' in this case");
}

OptionId option_named(CaseRows& in, const Issue& issue, std::string_view id, const toml::node& at) {
  return named<OptionId>(in, issue.options, id, at, "issue '" + issue.id + "' has no option '" + std::string(id) + "'");
}

}  // namespace locarno
