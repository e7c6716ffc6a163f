using System;
using System.IO;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Settings;
using Tetrascope.Structure;

namespace Tetrascope.Live
{
    /// A picture of the person's own, and what becomes of it when the server is another: a line on standard input says
    /// that it is.
    internal static class OwnPictureVisit
    {
        internal static void Run(Client client)
        {
            var uploads = new Uploads(client.Server, new MemoryFiles());
            client.Server.Connect();
            uploads.Add(
                File.ReadAllBytes(client.File!),
                "Waves",
                image => client.Subject.Image = image,
                complaint => throw complaint);
            client.ChooseNetwork();
            using var session = new StructureSession("structure", client.Server, client.Subject, new MemoryFiles());
            session.Start();
            client.RunUntil(() => session.Answers.State == AnswerState.Complete, "the columns");
            Tell("first", session);
            Console.ReadLine();
            session.Masks.Add(new Rectangle(60, 40, 90, 160));
            client.RunUntil(() => session.Answers.State == AnswerState.Running, "the next request");
            client.RunUntil(() => session.Answers.State != AnswerState.Running, "the next columns");
            Tell("second", session);
        }

        private static void Tell(string happened, StructureSession session)
        {
            Client.Tell(
                happened,
                ("image_id", session.Subject.Image!.ImageId),
                ("state", session.Answers.State.ToString()),
                ("code", session.Answers.Complaint?.Code),
                ("predictions", session.Answers.Predictions),
                ("columns", session.Answers.Columns));
        }
    }
}
