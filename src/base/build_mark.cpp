#include "base/build_mark.hpp"

#include <elf.h>
#include <link.h>

#include <cstring>
#include <string_view>

namespace locarno {
namespace {

constexpr std::size_t aligned(std::size_t size) { return (size + 3) & ~std::size_t{3}; }

/// The first object listed is the program itself.
int of_program(dl_phdr_info* info, std::size_t, void* out) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string& mark = *static_cast<std::string*>(out);
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const ElfW(Phdr)& part = info->dlpi_phdr[i];
    if (part.p_type != PT_NOTE) continue;
    const char* at = reinterpret_cast<const char*>(info->dlpi_addr + part.p_vaddr);
    const char* const end = at + part.p_memsz;
    while (static_cast<std::size_t>(end - at) > sizeof(ElfW(Nhdr))) {
      ElfW(Nhdr) note;
      std::memcpy(&note, at, sizeof note);
      const char* const name = at + sizeof note;
      const char* const body = name + aligned(note.n_namesz);
      if (note.n_type == NT_GNU_BUILD_ID && std::string_view(name, note.n_namesz) == std::string_view("GNU", 4)) {
        for (std::size_t k = 0; k < note.n_descsz; ++k) {
          const auto byte = static_cast<unsigned char>(body[k]);
          mark += {digits[byte >> 4], digits[byte & 15]};
        }
        return 1;
      }
      at = body + aligned(note.n_descsz);
    }
  }
  return 1;
}

}  // namespace

std::string build_mark() {
  std::string mark;
  dl_iterate_phdr(of_program, &mark);
  return mark;
}

}  // namespace locarno
