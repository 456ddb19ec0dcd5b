#pragma once
// locarno/read/aim.hpp -- whom a proposition is aimed at, and by when.
//
// Method     The target is the first party other than the speaker's own that is named between the word of speech and the
//            end of the proposition ("asked ISRAEL to", "will not give RUSSIA"); "both sides" are the two spoken of last.
//            A person is meant by name. What only tells a fact aims at nobody; nor does a place where something happens ("in
//            Doha"), an outlet, a scholar, or a name inside that of an issue ("joining NATO").
//            The day due is a day to come that "by", "before", "until" or its Chinese forms set, or the end of a stretch
//            "within N days" from the day of the words.
// Cost       Linear in the proposition.
// Not an error: no target, no day.
#include <optional>

#include "read/attribution.hpp"

namespace locarno::read {

std::string target_of(const Scene& scene, const Proposition& proposition, const Memory& memory);
/// Index in the report's times; nullopt when none is set.
std::optional<std::size_t> due_of(const Scene& scene, Range proposition);
/// The last day of what `fact` says, counted from `from` where it is a stretch; nullopt when that cannot be known.
std::optional<Date> day_due(const TimeFact& fact, const std::optional<Date>& from);

}  // namespace locarno::read
