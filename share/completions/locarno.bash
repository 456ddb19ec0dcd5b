# Tab completion for locarno and ./dev in bash:  source share/completions/locarno.bash
# Commands and options are asked of the programs' own help, so they are never out of date.

_locarno_commands() {  # PROGRAM [COMMAND...]
  "$@" --help 2>/dev/null </dev/null | sed -n '/^Subcommands:/,/^[A-Z][a-z]*:$\|^Examples:/s/^  \([a-z][a-z-]*\).*/\1/p'
}

_locarno_options() {  # PROGRAM [COMMAND...]
  "$@" --help 2>/dev/null </dev/null | grep -oE '(^|[ ,])--[a-z][a-z-]*' | tr -d ' ,'
}

_locarno() {
  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} program=${COMP_WORDS[0]} command=() index
  COMPREPLY=()
  case $previous in
    --lang) mapfile -t COMPREPLY < <(compgen -W 'zh en' -- "$word"); return ;;
    --reports|--add-reports|--case|--svg) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
  esac
  for ((index = 1; index < COMP_CWORD; ++index)); do
    [[ ${COMP_WORDS[index]} =~ ^[a-z]+$ ]] && command+=("${COMP_WORDS[index]}")
    [ ${#command[@]} -eq 2 ] && break
  done
  if [[ ${command[0]} == draft && $word != -* ]]; then  # after the case: the names of its drafts
    for ((index = 2; index < COMP_CWORD; ++index)); do
      if [ -d "${COMP_WORDS[index]}/drafts" ]; then
        local drafts=("${COMP_WORDS[index]}"/drafts/*.toml)
        drafts=("${drafts[@]##*/}")
        mapfile -t COMPREPLY < <(compgen -W "${drafts[*]%.toml}" -- "$word")
        return
      fi
    done
  fi
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$(_locarno_options "$program" "${command[@]}")" -- "$word")
  elif [ ${#command[@]} -eq 0 ]; then
    mapfile -t COMPREPLY < <(compgen -W "$(_locarno_commands "$program")" -- "$word")
  else
    mapfile -t COMPREPLY < <(compgen -W "$(_locarno_commands "$program" "${command[@]}")" -- "$word"; compgen -f -- "$word")
  fi
}
complete -o filenames -F _locarno locarno

_locarno_dev() {
  local word=${COMP_WORDS[COMP_CWORD]} program=${COMP_WORDS[0]} choices=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    choices=$("$program" help </dev/null | sed -n 's/^  \([a-z]*\)  *.*/\1/p')
  else
    case ${COMP_WORDS[1]} in
      test) choices='fast full soak oracle asan tsan' ;;
      build) choices='release ci asan tsan fuzz bench' ;;
      setup) choices="--check $(sed -n 's/^\[\([a-z]*\)\].*/\1/p' "$(dirname "$program")/debian-packages.txt" 2>/dev/null)" ;;
      fuzz) choices='--seconds --soak' ;;
      fresh) choices='--shared --packages --keep' ;;
    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$word")
}
complete -o default -F _locarno_dev ./dev
