package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
)

// Book is the document that is found, as a struct.
type Book struct {
	ID        bson.ObjectID `bson:"_id"`
	Title     string        `bson:"title"`
	Author    string        `bson:"author"`
	Year      int           `bson:"year"`
	Pages     int           `bson:"pages"`
	Price     float64       `bson:"price"`
	InStock   bool          `bson:"inStock"`
	Added     time.Time     `bson:"added"`
	Tags      []string      `bson:"tags"`
	Publisher struct {
		Name string `bson:"name"`
		City string `bson:"city"`
	} `bson:"publisher"`
	ISBN string `bson:"isbn"`
	Note string `bson:"note"`
}

var (
	id, _    = bson.ObjectIDFromHex("6560f0a1b2c3d4e5f6a7b8c9")
	noID, _  = bson.ObjectIDFromHex("000000000000000000000001")
	one      = bson.D{{Key: "_id", Value: id}}
	none     = bson.D{{Key: "_id", Value: noID}}
	everyone = bson.D{}
	update   = bson.D{{Key: "$inc", Value: bson.D{{Key: "pages", Value: 1}}}}
)

func fresh() bson.D {
	return bson.D{
		{Key: "title", Value: "The Dispossessed"},
		{Key: "author", Value: "Ursula K. Le Guin"},
		{Key: "year", Value: 1974},
		{Key: "pages", Value: 341},
		{Key: "price", Value: 12.5},
		{Key: "inStock", Value: true},
		{Key: "tags", Value: bson.A{"novel", "utopia", "physics"}},
		{Key: "publisher", Value: bson.D{{Key: "name", Value: "Harper & Row"}, {Key: "city", Value: "New York"}}},
		{Key: "isbn", Value: "0-06-012563-2"},
		{Key: "note", Value: "an ambiguous utopia, twice awarded"},
	}
}

// sized makes texts of 1,000 letters, so long together with an id; as the peers in other languages have it.
func sized(size int) bson.D {
	var document bson.D
	left := size - 5 - 17
	for number := 0; left > 0; number++ {
		name := fmt.Sprintf("f%d", number)
		length := left - len(name) - 7
		if length > 2000 {
			length = 1000
		}
		document = append(document, bson.E{Key: name, Value: strings.Repeat("x", length)})
		left -= length + len(name) + 7
	}
	return document
}

func expect(expected, actual int, err error) error {
	if err == nil && expected != actual {
		return fmt.Errorf("answered with %d instead of %d", actual, expected)
	}
	return err
}

// jobOf gives the call of that name, or nil.
func jobOf(database *mongo.Database, call string, size int) func() error {
	ctx := context.Background()
	docs, written := database.Collection("docs"), database.Collection("written")
	find := func(name string) func() error {
		collection := database.Collection(name)
		return func() error {
			var found bson.D
			return collection.FindOne(ctx, everyone).Decode(&found)
		}
	}
	switch call {
	case "PING":
		return func() error { return database.RunCommand(ctx, bson.D{{Key: "ping", Value: 1}}).Err() }
	case "FIND_ONE":
		return func() error {
			var found bson.D
			return docs.FindOne(ctx, one).Decode(&found)
		}
	case "FIND_ONE_RAW":
		return func() error {
			_, err := docs.FindOne(ctx, one).Raw()
			return err
		}
	case "FIND_ONE_RECORD":
		return func() error {
			var found Book
			return docs.FindOne(ctx, one).Decode(&found)
		}
	case "FIND_LATE":
		return find(fmt.Sprintf("late%d", size))
	case "FIND_SIZE":
		return find(fmt.Sprintf("size%d", size))
	case "TWEETS":
		return func() error { return tweets(ctx, database, size) }
	case "INSERT_ONE":
		return func() error {
			_, err := written.InsertOne(ctx, fresh())
			return err
		}
	case "INSERT_SIZE":
		document := sized(size)
		return func() error {
			_, err := written.InsertOne(ctx, document)
			return err
		}
	case "INSERT_MANY":
		return func() error { return insertMany(ctx, written, size) }
	case "UPDATE_ONE":
		return func() error {
			result, err := docs.UpdateOne(ctx, one, update)
			if err != nil {
				return err
			}
			return expect(1, int(result.MatchedCount), nil)
		}
	case "BULK_WRITE":
		return func() error { return bulkWrite(ctx, written, size/3) }
	}
	return nil
}

func tweets(ctx context.Context, database *mongo.Database, size int) error {
	cursor, err := database.Collection(fmt.Sprintf("tweets%d", size)).Find(ctx, everyone)
	if err != nil {
		return err
	}
	defer cursor.Close(ctx)
	count := 0
	for cursor.Next(ctx) {
		var tweet bson.D
		if err := cursor.Decode(&tweet); err != nil {
			return err
		}
		count++
	}
	return expect(size, count, cursor.Err())
}

func insertMany(ctx context.Context, written *mongo.Collection, size int) error {
	documents := make([]any, size)
	for i := range documents {
		documents[i] = fresh()
	}
	result, err := written.InsertMany(ctx, documents)
	if err != nil {
		return err
	}
	return expect(size, len(result.InsertedIDs), nil)
}

func bulkWrite(ctx context.Context, written *mongo.Collection, third int) error {
	var models []mongo.WriteModel
	for i := 0; i < third; i++ {
		models = append(models, mongo.NewInsertOneModel().SetDocument(fresh()))
	}
	for i := 0; i < third; i++ {
		models = append(models, mongo.NewUpdateOneModel().SetFilter(none).SetUpdate(update))
	}
	for i := 0; i < third; i++ {
		models = append(models, mongo.NewDeleteOneModel().SetFilter(none))
	}
	result, err := written.BulkWrite(ctx, models)
	if err != nil {
		return err
	}
	return expect(third, int(result.InsertedCount), nil)
}
