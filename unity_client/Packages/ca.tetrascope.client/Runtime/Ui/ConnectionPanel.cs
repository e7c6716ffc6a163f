using Tetrascope.Connection;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>Says how the connection stands, and takes the server's address and token.</summary>
    public sealed class ConnectionPanel : MonoBehaviour
    {
        [SerializeField, Tooltip("The connection.")]
        private TetrascopeClient _client = null!;

        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        private TextField _address = null!;
        private TextField _token = null!;
        private Label _status = null!;
        private Label _banner = null!;

        private void Start()
        {
            VisualElement root = _panels.rootVisualElement;
            _address = root.Q<TextField>("address");
            _token = root.Q<TextField>("token");
            _status = root.Q<Label>("connection-status");
            _banner = root.Q<Label>("connection-banner");
            _address.SetValueWithoutNotify(_client.Server.Address.ToString());
            root.Q<Button>("connect").clicked += Connect;
            Button demo = root.Q<Button>("demo");
            demo.EnableInClassList("hidden", !_client.HasDemo);
            demo.clicked += PlayDemo;
            _client.StateChanged += Show;
            Show(_client.Server.State);
        }

        private void OnDestroy()
        {
            _client.StateChanged -= Show;
        }

        private void Connect()
        {
            string token = _token.value.Trim();
            try
            {
                if (_address.value == _client.Server.Address.ToString() && token.Length > 0)
                {
                    _client.GiveToken(token);
                }
                else
                {
                    _client.ConnectTo(_address.value, token.Length > 0 ? token : null);
                    _address.SetValueWithoutNotify(_client.Server.Address.ToString());
                    Show(_client.Server.State);
                }
            }
            catch (Complaint complaint)
            {
                _status.text = Words(complaint);
            }
        }

        private void PlayDemo()
        {
            _client.PlayDemo();
            Show(_client.Server.State);
        }

        private void Show(ConnectionState state)
        {
            bool ready = state.Status == ConnectionStatus.Ready;
            var notice = ConnectionNotice.Of(_client.Server);
            string words = $"{notice.Title} {notice.Text}".Trim();
            string connected = _client.PlaysDemo
                ? "A recorded session is played: the cat, its layers and its pool. No server is asked."
                : $"Connected to {_client.Server.Address}, Tetrascope {_client.Server.Version}.";
            _status.text = ready ? connected : words;
            _banner.text = words;
            _banner.EnableInClassList("hidden", ready);
        }

        private static string Words(Complaint complaint) => $"{complaint.Message} {complaint.Hint}".TrimEnd();
    }
}
