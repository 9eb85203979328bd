/* commands.h - what scho can do. Each list ends with a NULL name. */
#pragma once

#include "call.h"

extern const CliCommand cli_project_commands[];    /* new */
extern const CliCommand cli_check_commands[];      /* check */
extern const CliCommand cli_edit_commands[];       /* import, code */
extern const CliCommand cli_define_commands[];     /* define */
extern const CliCommand cli_memo_commands[];       /* memo */
extern const CliCommand cli_attachment_commands[]; /* attachment */
extern const CliCommand cli_attribute_commands[];  /* attribute */
extern const CliCommand cli_asked_commands[];      /* asked */
extern const CliCommand cli_query_commands[];      /* query */
extern const CliCommand cli_history_commands[];    /* undo, redo */
extern const CliCommand cli_list_commands[];       /* list, find */
extern const CliCommand cli_report_commands[];     /* report */
extern const CliCommand cli_export_commands[];     /* analyse, export */
extern const CliCommand cli_plugin_commands[];     /* plugins */
