/* A liblinphone client: registers, creates a group chat through the conference factory, says
 * something, waits to be answered, leaves.
 *
 *   group CORE DATA-DIRECTORY USER INVITEE...        CORE is host:port, users are of example.org
 *
 * Exit code 0 when the chat room came to be, others were seen in it, and a text of theirs was heard. */
#include <linphone/core.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FACTORY "sip:conference-factory@im.example.org"
#define USERS "example.org"

static LinphoneChatRoomState state = LinphoneChatRoomStateNone;
static LinphoneChatRoom *opened = NULL;
static int heard = 0;

static void on_room(LinphoneCore *core, LinphoneChatRoom *room, LinphoneChatRoomState now) {
  (void)core;
  const LinphoneAddress *at = linphone_chat_room_get_conference_address(room);
  char *text = at ? linphone_address_as_string_uri_only(at) : NULL;
  printf("room: state %d%s%s\n", (int)now, text ? " at " : "", text ? text : "");
  state = now;
  if (now == LinphoneChatRoomStateCreated) opened = room;
}

static void on_message(LinphoneCore *core, LinphoneChatRoom *room, LinphoneChatMessage *message) {
  (void)core;
  const char *text = linphone_chat_message_get_utf8_text(message);
  const LinphoneAddress *from = linphone_chat_message_get_from_address(message);
  printf("%s: %s says %s\n", room == opened ? "heard" : "heard elsewhere",
         linphone_address_get_username(from), text ? text : "nothing");
  heard += room == opened && text;
}

static int is_registered(LinphoneCore *core) {
  LinphoneAccount *account = linphone_core_get_default_account(core);
  return account && linphone_account_get_state(account) == LinphoneRegistrationOk;
}

static int is_decided(LinphoneCore *core) {
  (void)core;
  return state == LinphoneChatRoomStateCreated || state == LinphoneChatRoomStateCreationFailed;
}

static int sees_others(LinphoneCore *core) {
  (void)core;
  return linphone_chat_room_get_nb_participants(opened) > 0;
}

static int has_heard(LinphoneCore *core) {
  (void)core;
  return heard > 0;
}

static int never(LinphoneCore *core) {
  (void)core;
  return 0;
}

static int within(int seconds, LinphoneCore *core, int (*done)(LinphoneCore *)) {
  for (int i = 0; i < seconds * 50; i++) {
    linphone_core_iterate(core);
    if (done(core)) return 1;
    usleep(20000);
  }
  return 0;
}

static LinphoneAddress *user(LinphoneFactory *factory, const char *name) {
  char text[256];
  snprintf(text, sizeof text, "sip:%s@" USERS, name);
  return linphone_factory_create_address(factory, text);
}

static void log_in(LinphoneFactory *factory, LinphoneCore *core, const char *where, const char *name) {
  char text[256];
  linphone_core_add_auth_info(
      core, linphone_factory_create_auth_info(factory, name, NULL, name, NULL, USERS, USERS));
  LinphoneAccountParams *params = linphone_core_create_account_params(core);
  linphone_account_params_set_identity_address(params, user(factory, name));
  snprintf(text, sizeof text, "sip:%s;transport=tcp", where);
  linphone_account_params_set_server_address(params, linphone_factory_create_address(factory, text));
  linphone_account_params_set_outbound_proxy_enabled(params, TRUE);
  linphone_account_params_set_register_enabled(params, TRUE);
  linphone_account_params_set_conference_factory_uri(params, FACTORY);
  LinphoneAccount *account = linphone_core_create_account(core, params);
  linphone_core_add_account(core, account);
  linphone_core_set_default_account(core, account);
}

int main(int argc, char **argv) {
  if (argc < 5) {
    fprintf(stderr, "usage: group CORE DATA-DIRECTORY USER INVITEE...\n");
    return 2;
  }
  setvbuf(stdout, NULL, _IOLBF, 0);
  LinphoneFactory *factory = linphone_factory_get();
  linphone_factory_set_config_dir(factory, argv[2]);
  linphone_factory_set_data_dir(factory, argv[2]);
  LinphoneCore *core = linphone_factory_create_core_3(factory, NULL, NULL, NULL);
  LinphoneCoreCbs *cbs = linphone_factory_create_core_cbs(factory);
  linphone_core_cbs_set_chat_room_state_changed(cbs, on_room);
  linphone_core_cbs_set_message_received(cbs, on_message);
  linphone_core_add_callbacks(core, cbs);
  LinphoneTransports *transports = linphone_core_get_transports(core);
  linphone_transports_set_udp_port(transports, 0);
  linphone_transports_set_tls_port(transports, 0);
  linphone_transports_set_tcp_port(transports, LC_SIP_TRANSPORT_RANDOM);
  linphone_core_set_transports(core, transports);
  log_in(factory, core, argv[1], argv[3]);
  linphone_core_start(core);
  if (!within(10, core, is_registered)) {
    printf("not registered\n");
    return 1;
  }
  printf("registered\n");

  LinphoneChatRoomParams *params = linphone_core_create_default_chat_room_params(core);
  linphone_chat_room_params_set_backend(params, LinphoneChatRoomBackendFlexisipChat);
  linphone_chat_room_params_enable_group(params, TRUE);
  linphone_chat_room_params_set_subject(params, "lunch");
  bctbx_list_t *invitees = NULL;
  for (int i = 4; i < argc; i++) invitees = bctbx_list_append(invitees, user(factory, argv[i]));
  linphone_core_create_chat_room_6(core, params, user(factory, argv[3]), invitees);
  within(20, core, is_decided);
  if (!opened) {
    printf("no room\n");
    return 1;
  }
  within(10, core, sees_others);
  printf("participants: %d others\n", linphone_chat_room_get_nb_participants(opened));
  linphone_chat_message_send(linphone_chat_room_create_message_from_utf8(opened, "hello from liblinphone"));
  int answered = sees_others(core) && within(30, core, has_heard);
  printf(answered ? "answered\n" : "nobody answered\n");
  linphone_chat_room_leave(opened);
  within(2, core, never);
  linphone_core_stop(core);
  return answered ? 0 : 1;
}
