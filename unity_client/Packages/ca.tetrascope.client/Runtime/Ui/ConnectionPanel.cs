using System;
using Tetrascope.Connection;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// Says how the connection stands and what to do, above whatever is shown, and takes the server's address and
    /// token.
    /// </summary>
    public sealed class ConnectionPanel : MonoBehaviour
    {
        /// <summary>How long it says that the server is back, in seconds.</summary>
        private const float BackStands = 2.5f;

        [SerializeField, Tooltip("The connection.")]
        private TetrascopeClient _client = null!;

        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("Leads to the menu, where the token is given.")]
        private SceneSwitch _scenes = null!;

        private TextField _address = null!;
        private TextField _token = null!;
        private TextField _participant = null!;
        private Label _participantNote = null!;
        private Label _status = null!;
        private VisualElement _row = null!;
        private Label _banner = null!;
        private Button _act = null!;
        private bool _gone;
        private float _backUntil;
        private int _secondsLeft;

        private void Start()
        {
            VisualElement root = _panels.rootVisualElement;
            _address = root.Q<TextField>("address");
            _token = root.Q<TextField>("token");
            _participant = root.Q<TextField>("participant");
            _participantNote = root.Q<Label>("participant-note");
            _status = root.Q<Label>("connection-status");
            _row = root.Q<VisualElement>("connection-row");
            _banner = root.Q<Label>("connection-banner");
            _act = root.Q<Button>("connection-act");
            _address.SetValueWithoutNotify(_client.Server.Address.ToString());
            root.Q<Button>("connect").clicked += Connect;
            root.Q<Button>("study-join").clicked += Join;
            _act.clicked += Act;
            Button demo = root.Q<Button>("demo");
            demo.EnableInClassList("hidden", !_client.HasDemo);
            demo.clicked += _client.PlayDemo;
            _client.StateChanged += Follow;
            _client.ServerChanged += Begin;
            _scenes.Changed += Show;
            Show(_scenes.Shown);
        }

        private void OnDestroy()
        {
            _client.StateChanged -= Follow;
            _client.ServerChanged -= Begin;
            _scenes.Changed -= Show;
        }

        private void Update()
        {
            bool stoodLongEnough = _backUntil > 0f && Time.time >= _backUntil;
            if (stoodLongEnough || SecondsLeft() != _secondsLeft)
            {
                _backUntil = stoodLongEnough ? 0f : _backUntil;
                Show(_scenes.Shown);
            }
        }

        private int SecondsLeft()
        {
            ServerConnection server = _client.Server;
            return server.State.RetryAt is double at ? (int)Math.Ceiling(at - server.Clock.Seconds) : 0;
        }

        private void Connect()
        {
            string token = _token.value.Trim();
            bool asked = !_client.PlaysDemo && _client.Opened == null;
            bool same = asked && _address.value.Trim() == _client.Server.Address.ToString();
            try
            {
                if (same && token.Length > 0)
                {
                    _client.GiveToken(token);
                }
                else if (same)
                {
                    // The same connection, so that masks and pools stay.
                    _client.Server.Connect();
                }
                else
                {
                    _client.ConnectTo(_address.value, token.Length > 0 ? token : null);
                    _address.SetValueWithoutNotify(_client.Server.Address.ToString());
                }
            }
            catch (Complaint complaint)
            {
                _status.text = $"{complaint.Message} {complaint.Hint}".TrimEnd();
            }
        }

        private void Join()
        {
            try
            {
                _client.Join(_participant.value);
                _participant.SetValueWithoutNotify("");
                _participantNote.text = "";
                _address.SetValueWithoutNotify(_client.Server.Address.ToString());
            }
            catch (Complaint complaint)
            {
                _participantNote.text = $"{complaint.Message} {complaint.Hint}".TrimEnd();
            }
        }

        private void Act()
        {
            if (_client.Server.State.Status == ConnectionStatus.Token)
            {
                _scenes.Show(SceneName.Menu);
            }
            else
            {
                _client.Server.Connect();
            }
        }

        private void Begin()
        {
            _gone = false;
            _backUntil = 0f;
            Show(_scenes.Shown);
        }

        private void Follow(ConnectionState state)
        {
            _gone |= state.Status == ConnectionStatus.Lost;
            if (state.Status == ConnectionStatus.Ready && _gone)
            {
                _gone = false;
                _backUntil = Time.time + BackStands;
            }

            Show(_scenes.Shown);
        }

        private void Show(SceneName shown)
        {
            _secondsLeft = SecondsLeft();
            ServerConnection server = _client.Server;
            bool ready = server.State.Status == ConnectionStatus.Ready;
            bool token = server.State.Status == ConnectionStatus.Token;
            ConnectionNotice notice = ConnectionNotice.Of(server);
            _status.text = !ready ? notice.Line
                : _client.PlaysDemo
                    ? "A recorded session is played: the cat, its layers and its pool. No server is asked."
                    : _client.Opened != null ? SessionWording.NoServer
                    : $"Connected to {server.Address}, Tetrascope {server.Version}.";
            _banner.text = ready ? ConnectionNotice.Back : notice.Line;
            _row.EnableInClassList("hidden", ready && _backUntil <= 0f);
            _row.EnableInClassList("back", ready);
            _act.text = token ? "Open the menu" : "Try now";
            bool connecting = server.State.Status == ConnectionStatus.Connecting;
            bool given = token && (shown == SceneName.Menu || _client.Participant != null);
            _act.EnableInClassList("hidden", ready || connecting || given);
        }
    }
}
