#include "brief/picture_files.hpp"

#include "brief/html_parts.hpp"
#include "brief/page.hpp"

namespace locarno::brief {

std::vector<PictureFile> pictures_of(const study::Brief& brief, PageLanguage language) {
  const Page page = compose(brief, language);
  std::vector<PictureFile> files;
  if (!page.gap.bars.empty()) files.push_back({"openings.svg", strip_svg(page.gap.strip_head, page.gap.bars)});
  if (!page.gap.relaxed.empty()) files.push_back({"red-lines.svg", strip_svg(page.gap.relaxed_head, page.gap.relaxed)});
  return files;
}

}  // namespace locarno::brief
