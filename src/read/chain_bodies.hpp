#pragma once
// locarno/read/chain_bodies.hpp -- which body a report means that it does not name again: "the group", "the army", "a ministry
// spokesman", "its envoy"; inside of chain.cpp.
#include "read/attribution.hpp"

namespace locarno::read {

/// "the bloc", "the group": the organisation or armed group that was named last; kind none for other words.
Speaker body_of_kind(const Scene& scene, const Speaker& written);
/// "the group", "the ministry": the body last heard or spoken of, when it is of that sort; else the rest of the report says.
void resolve_body(const Scene& scene, const Memory& memory, Speaker& speaker, std::vector<std::string>& relays);
/// The body of that sort named last before unit `at`; kind none when there is none near.
Speaker named_last(const Scene& scene, std::uint32_t at, ActorKind kind);
/// English "the militant group's chief": the armed group named last; kind none when the phrase holds no such word.
Speaker group_of_office(const Scene& scene, Range phrase);
/// "A department spokesman", "an army spokeswoman": of the department or army that spoke last or was told of last.
void recall_body(const Scene& scene, const Memory& memory, Speaker& speaker);

}  // namespace locarno::read
