using NUnit.Framework;

namespace Tetrascope.Connection
{
    public sealed class ServerAddressTests
    {
        [TestCase("192.168.0.20", "http://192.168.0.20:8765", "ws://192.168.0.20:8765/v1/stream")]
        [TestCase(" lab ", "http://lab:8765", "ws://lab:8765/v1/stream")]
        [TestCase("lab:9000", "http://lab:9000", "ws://lab:9000/v1/stream")]
        [TestCase("lab:80", "http://lab:80", "ws://lab/v1/stream")]
        [TestCase("http://lab:8765/#token=secret-token-0000", "http://lab:8765", "ws://lab:8765/v1/stream")]
        [TestCase("ws://lab:1/v1/stream", "http://lab:1", "ws://lab:1/v1/stream")]
        [TestCase("https://lab.example.org", "https://lab.example.org", "wss://lab.example.org/v1/stream")]
        [TestCase("https://lab.org:8443/x?y", "https://lab.org:8443", "wss://lab.org:8443/v1/stream")]
        [TestCase("[::1]:9000", "http://[::1]:9000", "ws://[::1]:9000/v1/stream")]
        public void IsReadAsPeopleTypeIt(string text, string http, string stream)
        {
            ServerAddress address = ServerAddress.Parse(text);
            Assert.That(address.ToString(), Is.EqualTo(http));
            Assert.That(address.Stream.AbsoluteUri, Is.EqualTo(stream));
            Assert.That(ServerAddress.Parse(address.ToString()).Stream.AbsoluteUri, Is.EqualTo(stream));
        }

        [TestCase("http://lab:8765/#token=secret-token-0000", "secret-token-0000")]
        [TestCase("http://lab:8765/#structure?k=3&token=secret-token-0000", "secret-token-0000")]
        [TestCase("http://lab:8765/?token=secret-token-0000", null)]
        [TestCase("lab", null)]
        public void HasTheTokenBehindTheHash(string text, string? token)
        {
            Assert.That(ServerAddress.Parse(text).Token, Is.EqualTo(token));
        }

        [TestCase("", "Expected the address of a server, got nothing.")]
        [TestCase("http://", "Expected the address of a server, got “http://”.")]
        [TestCase("two words", "Expected the address of a server, got “two words”.")]
        [TestCase("ftp://lab", "Expected the address of a server, got one that begins with ftp:.")]
        [TestCase("lab:99999", "Expected the address of a server, got “lab:99999”.")]
        public void ThatIsNoneSaysWhatWasExpected(string text, string message)
        {
            Complaint complaint = Assert.Throws<Complaint>(() => ServerAddress.Parse(text));
            Assert.That(complaint.Message, Is.EqualTo(message));
            Assert.That(complaint.Hint, Is.Not.Null);
        }
    }
}
