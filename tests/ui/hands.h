/* hands.h - a mouse and a keyboard: real events of the X server, sent by xdotool.
 *
 * For what actions and signals cannot show: that a gesture reaches the right widget.
 */
#pragma once

#include <gtk/gtk.h>

/* The window gets the keyboard; there is no window manager to do it. */
void hands_take (GtkWidget *window);

/* Keys as xdotool names them, such as `w`, `shift+u`, `ctrl+k`, `Escape`. */
void hands_press (const char *keys);

/* Points are in the coordinates of the widget. */
void hands_move (GtkWidget *widget, double x, double y);
void hands_down (void);
void hands_up (void);
void hands_click (GtkWidget *widget, double x, double y, guint button);

/* One step of the wheel, with Ctrl held. */
void hands_wheel (GtkWidget *widget, double x, double y, gboolean up);

/* In several small moves, as a hand does; leaves the button down. */
void hands_drag (GtkWidget *from,
                 double from_x,
                 double from_y,
                 GtkWidget *to,
                 double to_x,
                 double to_y);

/* Writes gestures-WHAT.png, of all windows on the screen, to SCHOLIAST_ARTEFACTS, if that
 * is set. */
void hands_picture (const char *what);
