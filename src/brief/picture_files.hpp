#pragma once
// locarno/brief/picture_files.hpp -- the pictures of a page as files of their own.
#include <string>
#include <vector>

#include "model/language.hpp"
#include "study/brief.hpp"

namespace locarno::brief {

struct PictureFile {
  std::string name;    ///< "openings.svg"
  std::string bytes;
};

/// openings.svg (what each opening lets pass) or red-lines.svg (what each red line alone keeps out), whichever the zone
/// has; nothing for a plain folder. Precondition: brief.the_case is not null.
std::vector<PictureFile> pictures_of(const study::Brief& brief, PageLanguage language);

}  // namespace locarno::brief
