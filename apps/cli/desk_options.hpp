#pragma once
// apps/cli/desk_options.hpp -- the options that brief, stances, moves and settle share, and the way from them to a Brief.
#include <optional>
#include <string>
#include <vector>

#include "door.hpp"
#include "model/language.hpp"
#include "study/brief.hpp"
#include "study/desk.hpp"
#include "study/pages.hpp"

namespace locarno::cli {

struct DeskOptions {
  study::DeskQuestion desk;
  std::string as_of;
  std::string since;
  std::string language = "en";
  bool json = false;
  std::vector<std::string> drafts;   ///< of `draft`: only these, in this order; empty = the latest
  std::uint32_t opening_size = 0;  ///< study::BriefQuestion
  std::uint32_t clash_size = 0;
  bool settle = true;
  bool end_states = false;         ///< of the case's graph model too

  PageLanguage page_language() const { return language == "zh" ? PageLanguage::zh : PageLanguage::en; }
};

/// Adds CASE, --reports, --add-reports, --ledger, --codebook, --as-of, --threads, --lang, --json to a command.
void add_desk_options(CLI::App& command, DeskOptions& options, Door& door);

/// Opens the desk and answers the brief's question. Reports that could not be read are named on stderr and set the exit
/// code to 3; the others count all the same. Cancelled or failed: no value, the door has the status.
struct Answered {
  study::Desk desk;
  study::Brief brief;
};
std::optional<Answered> answer(const DeskOptions& options, Door& door);

/// Width of the terminal stdout writes to; 100 when it writes to none.
unsigned terminal_width();

}  // namespace locarno::cli
