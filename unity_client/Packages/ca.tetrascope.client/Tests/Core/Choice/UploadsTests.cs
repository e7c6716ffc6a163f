using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Settings;

namespace Tetrascope.Choice
{
    public sealed class UploadsTests : StreamTests
    {
        private static readonly byte[] Jpeg = { 0xff, 0xd8, 0xff, 0xe0, 1, 2, 3 };

        private MemoryFiles _store = null!;
        private Uploads _uploads = null!;

        /// <inheritdoc/>
        public override void Begin()
        {
            base.Begin();
            Transport.Always = null;
            Transport.Route(Routes.Images, _ => FakeTransport.Answer(new ImageInfo(Body.ImageId, 400, 300, null)));
            _store = new MemoryFiles();
            _uploads = new Uploads(Server, _store);
            Connected();
        }

        [Test]
        public void AreGivenToTheServerAndKept()
        {
            ChosenImage? added = null;
            _uploads.Add(Jpeg, "Waves", image => added = image, _ => Assert.Fail("refused"));
            Server.Update();
            Assert.That(Transport.Asked.Single().ContentType, Is.EqualTo("image/jpeg"));
            Assert.That(Transport.Asked[0].Body, Is.EqualTo(Jpeg));
            Assert.That(added!.ImageId, Is.EqualTo(Body.ImageId));
            Assert.That(added.Title, Is.EqualTo("Waves"));
            Assert.That(added.Width, Is.EqualTo(400));
            Assert.That(_uploads.Images.Single(), Is.SameAs(added));
        }

        [Test]
        public void ThatTheServerRefusesAreNotKept()
        {
            Transport.Always = FakeTransport.Error("image_rejected", 422);
            string? code = null;
            _uploads.Add(Jpeg, "Waves", _ => Assert.Fail("taken"), complaint => code = complaint.Code);
            Server.Update();
            Assert.That(code, Is.EqualTo("image_rejected"));
            Assert.That(_uploads.Images, Is.Empty);
        }

        [Test]
        public void OutliveTheProgramWithTheirOrderAndADamagedOneCostsOnlyItself()
        {
            int number = 0;
            Transport.Route(
                Routes.Images, _ => FakeTransport.Answer(new ImageInfo($"image {number++}", 40, 30, "a note")));
            foreach (string title in new[] { "Waves", "Hills", "Woods" })
            {
                _uploads.Add(Jpeg, title, _ => { }, _ => { });
                Server.Update();
            }
            byte[] whole = _store.Read("image 1")!;
            _store.Write("image 1", whole.AsSpan(0, whole.Length - 2));
            _store.Write("from elsewhere", new byte[] { 0xc1 });
            var again = new Uploads(Server, _store);
            Assert.That(again.Images.Select(image => image.Title), Is.EqualTo(new[] { "Woods", "Waves" }));
            Assert.That(again.Images[1].ImageId, Is.EqualTo("image 0"));
            Assert.That(again.Images[1].Note, Is.EqualTo("a note"));
            Assert.That(again.Images[1].Picture.ToArray(), Is.EqualTo(Jpeg));
            again.Forget("image 0");
            Assert.That(new Uploads(Server, _store).Images.Single().Title, Is.EqualTo("Woods"));
        }

        [Test]
        public void AreNeverMoreThanTwelve()
        {
            int number = 0;
            Transport.Route(Routes.Images, _ => FakeTransport.Answer(new ImageInfo($"image {number++}", 1, 1, null)));
            for (int count = 0; count < 14; count++)
            {
                _uploads.Add(Jpeg, "Waves", _ => { }, _ => { });
                Server.Update();
            }
            Assert.That(_uploads.Images.Count, Is.EqualTo(12));
            Assert.That(_uploads.Images[0].ImageId, Is.EqualTo("image 13"));
        }

        [Test]
        public void AreGivenAgainWhereTheServerHasDroppedThem()
        {
            Keep();
            Asked first = Ask();
            Asked second = Ask();
            Deliver(Error("1", "unknown_image"), Error("2", "unknown_image"));
            Assert.That(Transport.Count(Routes.Images), Is.EqualTo(2)); // once for both
            Server.Update();
            Assert.That(Joined(Socket.Requests.Skip(2).Select(frame => frame.Id)), Is.EqualTo("3 4"));
            Deliver(Predictions("3", 0), Done("3"), Error("4", "unknown_image"));
            Assert.That(Joined(first.Told), Is.EqualTo("restart predictions"));
            Assert.That(Joined(first.Ends), Is.EqualTo("done"));
            Assert.That(Joined(second.Ends), Is.EqualTo("unknown_image")); // once only
        }

        [Test]
        public void AreGivenToEveryServerThatIsStartedAgain()
        {
            Keep();
            Asked asked = Ask();
            for (int start = 0; start < 3; start++)
            {
                Deliver(Error(IdOf(0), "unknown_image"));
                Server.Update();
                Break();
                Wait(1);
                Greet();
            }
            Assert.That(Transport.Count(Routes.Images), Is.EqualTo(4));
            Assert.That(asked.Ends, Is.Empty);
        }

        [Test]
        public void AreGivenForTheBoundaryOfTheirPoolToo()
        {
            Keep();
            Boundary? boundary = null;
            var body = new BoundaryRequest(new PoolRequest(Body.ImageId, "net"));
            Server.Ask(Operations.Boundaries, body, new Asking<Boundary>(answer => boundary = answer));
            Deliver(Error("1", "unknown_image"));
            Server.Update();
            Assert.That(Transport.Count(Routes.Images), Is.EqualTo(2));
            Boundary golden = Boundary.Decode(Protocol.SharedFiles.Golden("boundary"));
            Deliver(new PartFrame("2", 0, PartKindNames.Boundary, golden), Done("2"));
            Assert.That(boundary!.Encode(), Is.EqualTo(golden.Encode()));
        }

        [Test]
        public void ThatAreNotKeptHereAreToldOf()
        {
            Asked asked = Ask();
            Deliver(Error("1", "unknown_image"));
            Assert.That(Joined(asked.Ends), Is.EqualTo("unknown_image"));
            Assert.That(Transport.Asked, Is.Empty);
        }

        [Test]
        public void SayWhatWentWrongWhenTheyWereGivenAgain()
        {
            Keep();
            Asked asked = Ask();
            Transport.Always = FakeTransport.Error("too_large", 413);
            Deliver(Error("1", "unknown_image"));
            Server.Update();
            Assert.That(Joined(asked.Ends), Is.EqualTo("too_large"));
        }

        [Test]
        public void DoNotComeBackForARequestThatWasStoppedMeanwhile()
        {
            Keep();
            HttpAnswer? answer = null;
            Transport.Route(Routes.Images, _ => answer);
            Asked older = Ask("structure");
            Deliver(Error("1", "unknown_image"));
            Asked newer = Ask("structure");
            answer = FakeTransport.Answer(new ImageInfo(Body.ImageId, 400, 300, null));
            Server.Update();
            Assert.That(Joined(older.Ends), Is.EqualTo("stopped"));
            Assert.That(Socket.Requests.Count, Is.EqualTo(2));
            Assert.That(newer.Ends, Is.Empty);
        }

        [TestCase(new byte[] { }, "an empty file")]
        [TestCase(new byte[] { 1, 2, 3 }, "a file of another kind")]
        public void OfAnotherKindAreRefusedBeforeTheyAreSent(byte[] file, string got)
        {
            var complaints = new List<Complaint>();
            _uploads.Add(file, "?", _ => Assert.Fail("taken"), complaints.Add);
            Assert.That(
                complaints.Single().Message,
                Is.EqualTo($"Expected a photo as JPEG, PNG, WebP, GIF or BMP, got {got}."));
            Assert.That(Transport.Asked, Is.Empty);
        }

        [TestCase("89504e470d0a1a0a", "image/png")]
        [TestCase("ffd8ffe1", "image/jpeg")]
        [TestCase("52494646000000005745425056503820", "image/webp")]
        [TestCase("474946383961", "image/gif")]
        [TestCase("424d", "image/bmp")]
        public void AreWhatTheirFirstBytesSay(string hex, string type)
        {
            byte[] file = Enumerable.Range(0, hex.Length / 2)
                .Select(place => Convert.ToByte(hex.Substring(2 * place, 2), 16)).ToArray();
            Assert.That(PictureFile.MediaTypeOf(file), Is.EqualTo(type));
        }

        [Test]
        public void ThatAreTooLargeAreRefusedBeforeTheyAreSent()
        {
            byte[] file = new byte[PictureFile.MaxUploadBytes + 1];
            Jpeg.CopyTo(file, 0);
            Complaint complaint = Assert.Throws<Complaint>(() => PictureFile.MediaTypeOf(file));
            Assert.That(complaint.Code, Is.EqualTo("too_large"));
        }

        private void Keep()
        {
            _uploads.Add(Jpeg, "Waves", _ => { }, _ => Assert.Fail("refused"));
            Server.Update();
        }
    }
}
