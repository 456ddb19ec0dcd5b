#pragma once
// locarno/brief/shelf_parts.hpp -- parts that the writers of shelf JSON share. Inside brief only: the JSON library stays out of
// public headers.
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "study/workbench.hpp"

namespace locarno::brief {

/// Valid UTF-8, otherwise as it stands: the browser shows it as text.
nlohmann::json safe_text(std::string_view words);
nlohmann::json safe_texts(const std::vector<std::string>& rows);
nlohmann::json both_languages(const Text& words);
nlohmann::json date_or_null(const std::optional<Date>& day);
/// {"en", "zh"} of a speaker, relay or outlet: the codebook's Chinese form, else the name itself.
nlohmann::json both_forms(const study::Shelf& shelf, const std::string& name);
/// One line, newline at its end.
std::string printed_json(const nlohmann::json& value);
/// The members of an object without its braces.
std::string printed_inside(const nlohmann::json& object);
/// "Speaker, via X (Outlet, 2025-12-14, report.txt, characters 10-20)".
std::string citation(const Record& record, const Document& document);
/// A quotation as a card shows it; null for an id that is not on the shelf.
nlohmann::json quote(const study::Shelf& shelf, std::string_view record);
nlohmann::json quotes(const study::Shelf& shelf, const std::vector<std::string>& records);

}  // namespace locarno::brief
