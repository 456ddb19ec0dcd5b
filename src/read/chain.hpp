#pragma once
// locarno/read/chain.hpp -- who stands behind a pronoun, a document, an unnamed source; and through whom it came.
#include "read/attribution.hpp"

namespace locarno::read {

/// Resolves `speaker` as written by what the memory holds; a document becomes its issuer. Adds relays to `relays`.
void resolve(const Scene& scene, const Memory& memory, Speaker& speaker, std::vector<std::string>& relays);
/// English: "its spokesman, NAME, said": the party of the body that spoke last or was told of last, when NAME's is not known.
void take_owner(const Scene& scene, const Memory& memory, Speaker& speaker);
/// In Chinese, "the report quotes B as saying", "the report says, B said": the outlet that reported last, not who spoke last.
bool passes_on_another(const Scene& s, const Frame& f);
/// The day a document of this speaker's was dated to when it was first spoken of ("media reported on the 15th ...; the report says").
std::optional<std::size_t> time_of_source(const Memory& memory, const Speaker& speaker);

/// Remembers which documents (statement, report, readout) the frame issues, and which relay brought an unnamed source.
void remember_documents(const Scene& scene, const Frame& frame, const Speaker& speaker, const std::vector<std::string>& relays,
                        Memory& memory);
/// "The statement was published by X": X relays it.
void remember_publisher(const Scene& scene, Memory& memory);
/// Chinese: "X issues a statement", "X read out a communique": whose a statement is, before any word of it is told.
void remember_issuer(const Scene& scene, Memory& memory);
/// True when every party of `few` is among those of `many`.
bool includes_parties(const std::string& many, const std::string& few);

}  // namespace locarno::read
