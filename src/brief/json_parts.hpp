#pragma once
// locarno/brief/json_parts.hpp -- parts of the page's JSON that stand in files of their own. Inside brief only: the JSON
// library stays out of public headers.
#include <nlohmann/json.hpp>

#include "base/exact.hpp"
#include "study/brief.hpp"

namespace locarno::brief {

/// A number up to 2^53, else a decimal string.
nlohmann::json json_number(const Integer& n);
/// One opening: relax, movers, opens, of, strict_opens, still_silent, still_binding, witness. `of` null: not known.
nlohmann::json opening_json(const Case& c, const settle::ZoneQuestion& question, const study::OpeningView& view, const nlohmann::json& of);
/// Adds `outlook`: institutions and keeping, where the case sets them.
void add_outlook(const study::Brief& b, nlohmann::json& out);
/// Adds `kept`, where the case is watched.
void add_kept(const study::Brief& b, nlohmann::json& out);
/// Adds `end_states`, where the case has a graph model.
void add_end_states(const study::Brief& b, nlohmann::json& out);
/// Adds `drafts`, `draft_changes`, `later_drafts`.
void add_drafts(const study::Brief& b, nlohmann::json& out);

}  // namespace locarno::brief
