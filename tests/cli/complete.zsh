# zsh complete.zsh LINE: what zsh offers behind LINE, a word a line, with the completions
# in the folder $COMPLETIONS. An inner zsh gets the line and a tab, prints what is added.
zmodload zsh/zpty || exit 2
zpty inner zsh -f -i
() {
  zpty -w inner "source $1"
  repeat 6; do
    zpty -r inner line
    [[ $line == ready* ]] && return
  done
  exit 2
} =(cat <<'SCRIPT'
PROMPT=
stty columns 500
fpath=($COMPLETIONS $fpath)
autoload -Uz compinit
compinit -u -D
bindkey '^I' complete-word
bindkey '^M' undefined
bindkey '^J' undefined
zstyle ':completion:*' insert-tab false
edge () { print -r -- ':edge' }
compprefuncs=(edge)
comppostfuncs=(edge)
compadd () {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
    builtin compadd "$@"
    return
  fi
  typeset -a offered
  builtin compadd -A offered "$@"
  for each in $offered; do print -r -- ":offer $each"; done
}
print ready
SCRIPT
)
zpty -w -n inner "$1"$'\t'
integer edges=0
while zpty -r inner line; do
  line=${${line%$'\n'}%$'\r'}
  case $line in
    *:offer\ *) print -r -- "${line#*:offer }" ;;
    *:edge*) ((++edges < 2)) || break ;;
  esac
done
zpty -d inner
