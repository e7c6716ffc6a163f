using System;
using System.Collections.Generic;
using System.Linq;
using Tetrascope.Connection;
using Tetrascope.Masks;
using Tetrascope.Protocol;
using Tetrascope.Settings;
using Tetrascope.Structure;

namespace Tetrascope.Live
{
    /// Scene 1, from the start to a comparison.
    internal static class StructureVisit
    {
        private const int Lifts = 20;

        internal static void Run(Client client)
        {
            client.Choose("cat");
            using var session = new StructureSession("structure", client.Server, client.Subject, new MemoryFiles());
            var order = new List<string>();
            session.PredictionsArrived += _ => order.Add("predictions");
            session.LayerArrived += layer => order.Add(layer.Layer);
            session.Start();
            Wait(client, session);
            client.RunUntil(() => session.Inputs.Present.Value != null, "the input");
            Client.Tell(
                "columns", ("order", order), Classes(session), Columns(session), ("input", session.Inputs.Latest));
            Draw(client, session);
            Lift(client, session);
            Open(client, session);
            Compare(client, session);
            Client.Tell("superpixels", ("superpixels", Pieces(client, session)));
        }

        private static void Wait(Client client, StructureSession session)
        {
            client.RunUntil(() => session.Answers.State == AnswerState.Running, "a request");
            client.RunUntil(() => session.Answers.State != AnswerState.Running, "the columns");
            if (session.Answers.State != AnswerState.Complete)
            {
                throw session.Answers.Complaint ?? new Complaint("failed", session.Answers.State.ToString());
            }
        }

        /// A hand that draws a rectangle wider and wider, and lifts.
        private static void Draw(Client client, StructureSession session)
        {
            for (int width = 10; width <= 60; width += 5)
            {
                session.Masks.Draft = new[] { new PlacedMask(new Rectangle(40, 50, 60, width)) };
                client.Server.Update();
            }
            session.Masks.Fill = "blur";
            session.Masks.Commit(session.Masks.Draft!);
            Wait(client, session);
            Client.Tell("drawn", Classes(session), Columns(session));
            session.Shelf.Keep();
            session.Shelf.Rename(1, "without the ear");
        }

        /// Seconds from lifting the hand to the last column, for masks that were never asked about before.
        private static void Lift(Client client, StructureSession session)
        {
            var seconds = new List<double>();
            session.Masks.Fill = LayersRequest.DefaultFill;
            for (int place = 0; place < Lifts; place++)
            {
                double lifted = client.Seconds;
                session.Masks.Commit(new[] { new PlacedMask(new Rectangle(7 * place, 5 * place, 40, 50)) });
                Wait(client, session);
                seconds.Add(client.Seconds - lifted);
            }
            Client.Tell("lifted", ("seconds", seconds), Classes(session), Columns(session));
        }

        private static void Open(Client client, StructureSession session)
        {
            ClusteredLayer column = session.Answers.Columns[3]!;
            session.Maps.Open(column.Layer, 1);
            client.RunUntil(() => session.Maps.Sorted.Count > 0, "the maps");
            Client.Tell("maps", ("layer", column.Layer), ("maps", session.Maps.Sorted));
            session.Maps.Close();
        }

        private static void Compare(Client client, StructureSession session)
        {
            session.Shelf.Show(session.Shelf.Kept[0]);
            session.Comparison.Choose(layer: session.Answers.Columns[5]!.Layer);
            session.Comparison.IsOpen = true;
            client.RunUntil(() => session.Comparison.Differences != null, "the comparison");
            SideAnswer a = session.Comparison.A.Answer.Value!;
            SideAnswer b = session.Comparison.B.Answer.Value!;
            Client.Tell(
                "compared",
                ("names", new[] { session.Comparison.A.Image!.Name, session.Comparison.B.Image!.Name }),
                ("layer", a.Column.Layer),
                ("predictions", new[] { a.Predictions, b.Predictions }),
                ("columns", new[] { a.Column, b.Column }),
                ("channels", session.Comparison.Differences!.Select(each => each.Channel)),
                ("means", session.Comparison.Differences.Select(each => each.Mean)),
                ("largest", session.Comparison.Differences.Select(each => each.Largest)));
            session.Comparison.IsOpen = false;
        }

        private static Superpixels Pieces(Client client, StructureSession session)
        {
            client.RunUntil(() => session.Superpixels.Of(60).State == LoadState.Ready, "the superpixels");
            return session.Superpixels.Of(60).Value!;
        }

        private static (string, object?) Classes(StructureSession session)
        {
            return ("predictions", session.Answers.Predictions);
        }

        private static (string, object?) Columns(StructureSession session)
        {
            return ("columns", session.Answers.Columns);
        }
    }
}
