# fish completion for scho(1)

function __scho_offers
    scho plugins --as csv 2>/dev/null | string replace -a '"' '' | string split , |
        string match -rg "^ *$argv[1] ([a-z0-9-]+)\$"
end

complete -c scho -n __fish_use_subcommand -f -a new -d 'Make an empty project'
complete -c scho -n __fish_use_subcommand -f -a import -d 'Read files into a project'
complete -c scho -n __fish_use_subcommand -f -a code -d 'Code a passage'
complete -c scho -n __fish_use_subcommand -f -a define -d 'Change a code of the codebook'
complete -c scho -n __fish_use_subcommand -f -a memo -d 'Print or write a memo'
complete -c scho -n __fish_use_subcommand -f -a attribute -d 'List or set attributes'
complete -c scho -n __fish_use_subcommand -f -a query -d 'List or save queries'
complete -c scho -n __fish_use_subcommand -f -a attachment -d 'List, add or write out files kept with it'
complete -c scho -n __fish_use_subcommand -f -a asked -d 'List or say what a coder was asked to code'
complete -c scho -n __fish_use_subcommand -f -a list -d 'List what a project holds'
complete -c scho -n __fish_use_subcommand -f -a report -d 'Tell how documents came in'
complete -c scho -n __fish_use_subcommand -f -a find -d 'Find a text'
complete -c scho -n __fish_use_subcommand -f -a analyse -d 'Run an analysis'
complete -c scho -n __fish_use_subcommand -f -a export -d 'Write another format'
complete -c scho -n __fish_use_subcommand -f -a undo -d 'Take steps back'
complete -c scho -n __fish_use_subcommand -f -a redo -d 'Do them again'
complete -c scho -n __fish_use_subcommand -f -a check -d 'Look whether a project is sound'
complete -c scho -n __fish_use_subcommand -f -a plugins -d 'List plugins'

complete -c scho -l help -d 'Tell more'
complete -c scho -n '__fish_seen_subcommand_from new' -l title -x
complete -c scho -n '__fish_seen_subcommand_from import code define memo asked query attribute attachment' -l coder -x
complete -c scho -n '__fish_seen_subcommand_from import analyse export' -l set -x
complete -c scho -n '__fish_seen_subcommand_from attachment' -l add -r
complete -c scho -n '__fish_seen_subcommand_from attachment' -l document -x
complete -c scho -n '__fish_seen_subcommand_from attachment' -l remove
complete -c scho -n '__fish_seen_subcommand_from code' -l memo -x
for option in name definition use-when use-not colour key pseudonym
  complete -c scho -n '__fish_seen_subcommand_from define' -l $option -x
end
complete -c scho -n '__fish_seen_subcommand_from define' -l blur -x -a 'yes no'
complete -c scho -n '__fish_seen_subcommand_from memo' -l text -x
complete -c scho -n '__fish_seen_subcommand_from memo attribute' -l clear
complete -c scho -n '__fish_seen_subcommand_from query' -l rename -x
complete -c scho -n '__fish_seen_subcommand_from query' -l remove
complete -c scho -n '__fish_seen_subcommand_from asked' -l all
complete -c scho -n '__fish_seen_subcommand_from asked' -l none
complete -c scho -n '__fish_seen_subcommand_from asked' -l unsaid
complete -c scho -n '__fish_seen_subcommand_from attribute' -l type -xa 'text number date yes-no'
complete -c scho -n '__fish_seen_subcommand_from memo' -a 'document code annotation project'
complete -c scho -n '__fish_seen_subcommand_from analyse export attachment' -l output -r
complete -c scho -n '__fish_seen_subcommand_from import analyse export' -l report -r -d 'What is lost, as JSON'
complete -c scho -n '__fish_seen_subcommand_from import' -l all-or-nothing -d 'Nothing when one cannot be read'
complete -c scho -n '__fish_seen_subcommand_from import' -l as -xa '(__scho_offers importer)'
complete -c scho -n '__fish_seen_subcommand_from export' -l as -xa '(__scho_offers exporter)'
complete -c scho -n '__fish_seen_subcommand_from analyse' -l as -xa 'csv json (__scho_offers exporter)'
complete -c scho -n '__fish_seen_subcommand_from analyse' -a '(__scho_offers analysis)'
complete -c scho -n '__fish_seen_subcommand_from asked query attribute attachment list find plugins' -l as -xa 'csv json'
complete -c scho -n '__fish_seen_subcommand_from list' -a 'documents codes coders annotations history'
complete -c scho -n '__fish_seen_subcommand_from list find analyse export' -l query -x
complete -c scho -n '__fish_seen_subcommand_from list analyse export' -l where -x
complete -c scho -n '__fish_seen_subcommand_from find' -l regex
complete -c scho -n '__fish_seen_subcommand_from find' -l case
complete -c scho -n '__fish_seen_subcommand_from find' -l accents
complete -c scho -n '__fish_seen_subcommand_from find' -l words
complete -c scho -n '__fish_seen_subcommand_from plugins' -l options
complete -c scho -n '__fish_seen_subcommand_from plugins' -l switch-on -x
complete -c scho -n '__fish_seen_subcommand_from plugins' -l switch-off -x
complete -c scho -n '__fish_seen_subcommand_from analyse' -l pseudonyms
complete -c scho -n '__fish_seen_subcommand_from analyse' -l apply
complete -c scho -n '__fish_seen_subcommand_from analyse' -l pin -x
complete -c scho -n '__fish_seen_subcommand_from analyse' -l pinned -x
