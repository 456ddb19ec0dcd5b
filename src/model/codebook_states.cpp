// States of ISO 3166 as ICU names them (tools/gen_states.cpp, at build time); codebook/states.tsv adds what ICU does not
// know.
#include <string>

#include "model/codebook_builder.hpp"
#include "model/codebook_data.hpp"

namespace locarno {
namespace {

std::vector<std::string> names_of(std::string_view joined) {
  std::vector<std::string> names;
  while (!joined.empty()) {
    const std::size_t end = std::min(joined.find('|'), joined.size());
    names.emplace_back(joined.substr(0, end));
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
  return names;
}

}  // namespace

Result<void> add_states(Codebook& book) {
  for (const StateRow& state : state_rows()) {
    ActorRow row;
    row.id = row.party = state.id;
    row.canonical = state.name;
    row.kind = "state";
    row.role = "state";
    row.zh_hans = names_of(state.zh_hans);
    row.zh_hant = names_of(state.zh_hant);
    row.en = names_of(state.short_name);
    LOC_CHECK(add_actor_row(book, row, "icu:" + row.id));
  }
  return {};
}

}  // namespace locarno
